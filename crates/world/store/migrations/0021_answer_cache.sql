-- Where an answer came from that was given again from memory (JSON); absent where it was asked for.
ALTER TABLE messages ADD COLUMN from_cache TEXT;

-- Such answers are written down too, at no cost, with what asking for them had cost before.
ALTER TABLE spending ADD COLUMN from_cache INTEGER NOT NULL DEFAULT 0 CHECK (from_cache IN (0, 1));

ALTER TABLE spending ADD COLUMN saved_nano_usd INTEGER; -- absent where the price is unknown
