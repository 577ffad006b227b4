"""The official Python client against the simulator: what it checks and parses, no one here wrote.

Needs the package `anthropic`, and `cargo build --bin atelier-simulator` before it.
"""

import json
import os
import pathlib
import subprocess
import sys
import unittest
import urllib.error
import urllib.request

import anthropic
import pydantic
from anthropic.types import ErrorResponse, Message, ModelInfo, RawMessageStreamEvent

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
MODEL = "claude-opus-5-5"
CLOCK = {
    "name": "clock",
    "description": "Tells the time.",
    "input_schema": {
        "type": "object",
        "properties": {"zone": {"type": "string", "enum": ["UTC", "CET"]}},
        "required": ["zone"],
    },
}


def ask(text, **more):
    return {
        "model": MODEL,
        "max_tokens": 1000,
        "messages": [{"role": "user", "content": text}],
        **more,
    }


class OfficialClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # It ends when its standard input is closed, whatever becomes of this test.
        cls.simulator = subprocess.Popen(
            [TARGET / "debug" / "atelier-simulator"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        cls.url = cls.simulator.stdout.readline().strip()
        cls.client = cls.open("sk-ant-test-sdk")

    @classmethod
    def tearDownClass(cls):
        cls.client.close()
        cls.simulator.stdin.close()
        cls.simulator.wait(5)
        cls.simulator.stdout.close()

    @classmethod
    def open(cls, key):
        return anthropic.Anthropic(api_key=key, base_url=cls.url, max_retries=0)

    def test_a_message_is_created(self):
        message = self.client.messages.create(**ask("Hello there"))
        self.assertIn("not a model", message.content[0].text)
        self.assertIn("> Hello there", message.content[0].text)
        self.assertEqual((message.stop_reason, message.model), ("end_turn", MODEL))
        self.assertTrue(message._request_id.startswith("req_"))

    def test_a_message_is_streamed(self):
        kinds = [event.type for event in self.client.messages.create(**ask("Hello"), stream=True)]
        self.assertEqual((kinds[0], kinds[-1]), ("message_start", "message_stop"))
        with self.client.messages.stream(**ask("Hello")) as stream:
            text = "".join(stream.text_stream)
            final = stream.get_final_message()
        self.assertEqual(text, final.content[0].text)
        self.assertIn("```rust", text)

    def test_tokens_are_counted(self):
        asked = ask("How many?")
        del asked["max_tokens"]
        self.assertGreater(self.client.messages.count_tokens(**asked).input_tokens, 1)

    def test_models_are_listed_page_by_page(self):
        ids = [model.id for model in self.client.models.list(limit=2)]
        self.assertGreater(len(ids), 4)
        self.assertEqual(len(set(ids)), len(ids))
        self.assertIn("simulated", self.client.models.retrieve(MODEL).display_name)

    def test_a_tool_is_asked_for_and_answered(self):
        asked = ask("/simulate tool", tools=[CLOCK])
        with self.client.messages.stream(**asked) as stream:
            message = stream.get_final_message()
        self.assertEqual(message.stop_reason, "tool_use")
        request = next(block for block in message.content if block.type == "tool_use")
        self.assertEqual((request.name, request.input), ("clock", {"zone": "UTC"}))
        result = {"type": "tool_result", "tool_use_id": request.id, "content": "12:00"}
        asked["messages"] += [
            {"role": "assistant", "content": message.content},
            {"role": "user", "content": [result]},
        ]
        self.assertIn("12:00", self.client.messages.create(**asked).content[0].text)

    def test_thinking_arrives_with_its_signature(self):
        asked = ask("/simulate thinking", thinking={"type": "adaptive"})
        with self.client.messages.stream(**asked) as stream:
            message = stream.get_final_message()
        self.assertEqual([block.type for block in message.content], ["thinking", "text"])
        self.assertTrue(message.content[0].signature)

    def test_each_failure_is_the_error_of_its_own(self):
        cases = [
            ("/simulate 429", anthropic.RateLimitError, 429),
            ("/simulate overloaded", anthropic.APIStatusError, 529),
            ("/simulate 400", anthropic.BadRequestError, 400),
            ("/simulate 401", anthropic.AuthenticationError, 401),
            ("/simulate 404", anthropic.NotFoundError, 404),
        ]
        for words, kind, status in cases:
            with self.subTest(words), self.assertRaises(kind) as raised:
                self.client.messages.create(**ask(words))
            self.assertEqual(raised.exception.status_code, status)
            self.assertTrue(raised.exception.request_id.startswith("req_"))
        with self.open("sk-ant-test-invalid") as stranger:
            with self.assertRaises(anthropic.AuthenticationError):
                stranger.messages.create(**ask("Hello"))
        with self.assertRaises(anthropic.BadRequestError):
            self.client.messages.create(**ask("Hello"), extra_body={"temperature": 1.0})

    def raw(self, path, body=None):
        """The bytes of a response, whatever its status."""
        request = urllib.request.Request(
            self.url + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "authorization": "Bearer sk-ant-test-raw",
                "anthropic-version": "2026-10-21",
                "content-type": "application/json",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.read()

    def test_every_field_is_as_the_official_types_have_it(self):
        # The client itself takes what it gets; its types, asked to check, do not.
        def check(kind, data):
            pydantic.TypeAdapter(kind).validate_json(data)

        words = ["Hello", "/simulate thinking", "/simulate tool"]
        for text in words:
            with self.subTest(text):
                asked = ask(text, tools=[CLOCK])
                check(Message, self.raw("/v1/messages", asked))
                stream = self.raw("/v1/messages", asked | {"stream": True}).decode()
                events = [line[6:] for line in stream.splitlines() if line.startswith("data: ")]
                self.assertGreater(len(events), 6)
                for event in events:
                    if json.loads(event)["type"] != "ping":
                        check(RawMessageStreamEvent, event)
        for status in (400, 401, 402, 403, 404, 429, 500, 504, 529):
            check(ErrorResponse, self.raw("/v1/messages", ask(f"/simulate {status}")))
        for model in json.loads(self.raw("/v1/models"))["data"]:
            check(ModelInfo, json.dumps(model))

    def test_a_stream_that_turns_into_an_error_raises_it(self):
        text = ""
        with self.assertRaises(anthropic.APIStatusError):
            with self.client.messages.stream(**ask("/simulate error-mid-stream")) as stream:
                for delta in stream.text_stream:
                    text += delta
        self.assertGreater(len(text), 10)


if __name__ == "__main__":
    outcome = unittest.TextTestRunner(verbosity=2).run(
        unittest.defaultTestLoader.loadTestsFromTestCase(OfficialClient)
    )
    if not outcome.wasSuccessful() or outcome.testsRun == 0:
        sys.exit(1)
    print(f"{outcome.testsRun} tests passed")
