"""What Atelier sends, checked by the types of the official Python client.

A server of this test records every request of the real program and answers it. Needs the package
`anthropic`, and `cargo build --bin atelier` before it.
"""

import contextlib
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

import anthropic
import pydantic
import typing_extensions as typing
from anthropic.types.message_create_params import MessageCreateParamsStreaming

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
KEY = "sk-ant-test-0123456789abcdef"
THINKER, PLAIN = "claude-opus-5-5", "claude-haiku-4-5"
EFFORTS = ["low", "medium", "high", "xhigh", "max"]
SIGNED = {"type": "thinking", "thinking": "Let me see.", "signature": "EqQBCkgIARAB"}
CITED = {
    "type": "text",
    "text": "Twice a day.",
    "citations": [
        {
            "type": "char_location",
            "cited_text": "high tide",
            "document_index": 0,
            "document_title": "Tides",
            "start_char_index": 0,
            "end_char_index": 9,
            "file_id": None,
        }
    ],
}
STOP = {"type": "message_stop"}
# As STOP, but the answer waits for its tools.
ASKS = "tool_use"
OVERLOADED = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
YES = [{"type": "text", "text": "Yes.", "citations": None}]


def forbid(kind, seen):
    """Lets an official type, and all it is made of, refuse every name that it does not have."""
    for part in typing.get_args(kind):
        forbid(part, seen)
    is_model = isinstance(kind, type) and issubclass(kind, pydantic.BaseModel)
    if kind in seen or not (is_model or typing.is_typeddict(kind)):
        return
    seen.append(kind)
    fields = kind.model_fields if is_model else typing.get_type_hints(kind)
    for field in fields.values():
        forbid(field.annotation if is_model else field, seen)
    if is_model:
        kind.model_config["extra"] = "forbid"
        kind.model_rebuild(force=True)
    else:
        kind.__pydantic_config__ = getattr(kind, "__pydantic_config__", {}) | {"extra": "forbid"}


def read(value):
    """The JSON of what was checked. Lists are read to their end: their items are checked then."""
    if isinstance(value, pydantic.BaseModel):
        return value.model_dump(mode="json", exclude_unset=True)
    if isinstance(value, dict):
        return {name: read(item) for name, item in value.items()}
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return value
    return [read(item) for item in value]


def model(name, thinks):
    def yes(on):
        return {"supported": on}

    return {
        "type": "model",
        "id": name,
        "display_name": name,
        "created_at": "2026-09-01T00:00:00Z",
        "max_input_tokens": 200_000,
        "max_tokens": 64_000,
        "capabilities": {
            "effort": {"supported": thinks, **{effort: yes(thinks) for effort in EFFORTS}},
            "thinking": {"supported": thinks, "types": {"adaptive": yes(thinks)}},
        },
    }


def stream(blocks, end):
    """An answer of `blocks` and of `end`, the last event; without one it breaks off."""
    usage = {"input_tokens": 9, "output_tokens": 1}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": THINKER}
    message |= {"content": [], "stop_reason": None, "stop_sequence": None, "usage": usage}
    events = [{"type": "message_start", "message": message}]
    for index, block in enumerate(blocks):
        events += [
            {"type": "content_block_start", "index": index, "content_block": block},
            {"type": "content_block_stop", "index": index},
        ]
    if end in (STOP, ASKS):
        reason = "end_turn" if end == STOP else "tool_use"
        delta = {"stop_reason": reason, "stop_sequence": None}
        events.append({"type": "message_delta", "delta": delta, "usage": {"output_tokens": 9}})
    events += [] if end is None else [STOP if end == ASKS else end]
    return "".join(f"event: {it['type']}\ndata: {json.dumps(it)}\n\n" for it in events).encode()


class Recorder(http.server.ThreadingHTTPServer):
    """Keeps every question, and gives the scripted answers, then always the same."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answerer)
        self.questions, self.script = [], []


class Answerer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        models = [model(THINKER, True), model(PLAIN, False)]
        page = {"data": models, "has_more": False, "first_id": THINKER, "last_id": PLAIN}
        self.answer(200, "application/json", json.dumps(page).encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.questions.append((self.path, dict(self.headers.items()), body))
        script = self.server.script
        status, blocks, end = script.pop(0) if script else (200, YES, STOP)
        if status != 200:
            return self.answer(status, "application/json", json.dumps(OVERLOADED).encode())
        self.answer(200, "text/event-stream", stream(blocks, end))

    def log_message(self, *_):
        pass


class OwnRequests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        forbid(MessageCreateParamsStreaming, [])
        cls.request = pydantic.TypeAdapter(MessageCreateParamsStreaming)
        with contextlib.ExitStack() as stack:
            cls.folder = stack.enter_context(tempfile.TemporaryDirectory())
            cls.server = stack.enter_context(Recorder())
            thread = threading.Thread(target=cls.server.serve_forever, daemon=True)
            thread.start()
            stack.callback(cls.server.shutdown)
            # It holds the conversations; the commands of the tests are its guests.
            cls.owner = stack.enter_context(
                subprocess.Popen(
                    [TARGET / "debug" / "atelier", "serve", "--port", "0"],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=cls.environment(),
                )
            )
            stack.callback(cls.owner.terminate)
            # However it hangs, the tests come to an end, and it with them.
            limit = threading.Timer(50, cls.owner.kill)
            limit.start()
            stack.callback(limit.cancel)
            if not cls.owner.stdout.readline():
                raise AssertionError("atelier serve did not start")
            cls.addClassCleanup(stack.pop_all().close)

    @classmethod
    def environment(cls):
        """One that leads to the recording server, and to no keychain."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": cls.folder,
            "ATELIER_DATA": f"{cls.folder}/data",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={cls.folder}/no-bus",
            "ANTHROPIC_API_KEY": KEY,
            "ATELIER_ENDPOINT": f"http://127.0.0.1:{cls.server.server_port}",
        }

    def setUp(self):
        self.server.questions.clear()
        self.server.script.clear()

    def run_atelier(self, *line, ends=(0,), text=""):
        ended = subprocess.run(
            [TARGET / "debug" / "atelier", *line],
            input=text,
            capture_output=True,
            env=self.environment(),
            text=True,
            timeout=30,
        )
        self.assertIn(ended.returncode, ends, ended.stderr)
        return ended.stdout

    def ask(self, *line, ends=(0,), text=""):
        """Asks, checks all that was sent, and returns the last request and the conversation."""
        before = len(self.server.questions)
        out = self.run_atelier("ask", "--json", *line, ends=ends, text=text)
        sent = self.server.questions[before:]
        self.assertTrue(sent, "nothing was sent")
        for path, headers, body in sent:
            self.assertEqual(path, "/v1/messages")
            self.check(body)
            self.check_headers({name.lower(): value for name, value in headers.items()})
        said = [json.loads(line) for line in out.splitlines()]
        summary = next(line for line in said if line["type"] == "summary")
        return json.loads(sent[-1][2]), summary["conversation_id"]

    def check(self, body):
        asked = json.loads(body)
        for message in asked.get("messages", []):
            for block in message["content"]:
                # Text or blocks; pydantic takes the text for a list of its letters.
                if isinstance(block, dict) and isinstance(block.get("content"), str):
                    block["content"] = [{"type": "text", "text": block["content"]}]
        body = json.dumps(asked)
        self.assertEqual(read(self.request.validate_json(body, strict=True)), asked)

    def check_headers(self, headers):
        with anthropic.Anthropic(auth_token=KEY) as official:
            expected = official.default_headers
        for name in ("anthropic-version", "authorization", "content-type"):
            given = {known.lower(): value for known, value in expected.items()}
            self.assertEqual(headers.get(name), given.get(name), name)
        self.assertNotIn("x-api-key", headers)

    def test_the_check_refuses_what_the_api_refuses(self):
        def good():
            text = {"type": "text", "text": "Hello"}
            message = {"role": "user", "content": [text]}
            return {"model": THINKER, "max_tokens": 1, "messages": [message], "stream": True}

        self.check(json.dumps(good()))
        block = {"type": "text", "text": "x", "mood": "calm"}
        unsigned = {"type": "thinking", "thinking": "x"}
        for name, wrong in [
            ("a name at the top", {"temper": 1}),
            ("a removed parameter", {"temperature": 0.5}),
            ("a name in a block", {"messages": [{"role": "user", "content": [block]}]}),
            ("a name in a message", {"messages": [{"role": "user", "content": "x", "id": 1}]}),
            ("thinking unsigned", {"messages": [{"role": "assistant", "content": [unsigned]}]}),
            ("a role", {"messages": [{"role": "narrator", "content": "x"}]}),
            ("a text for a number", {"max_tokens": "1"}),
            ("an effort", {"output_config": {"effort": "utmost"}}),
            ("a way of thinking", {"thinking": {"type": "deep"}}),
            ("a mark", {"system": [{"type": "text", "text": "x", "cache_control": {"ttl": 1}}]}),
        ]:
            with self.subTest(name), self.assertRaises(pydantic.ValidationError):
                self.check(json.dumps(good() | wrong))
        for name in ("model", "max_tokens", "messages"):
            less = {known: value for known, value in good().items() if known != name}
            with self.subTest(f"without {name}"), self.assertRaises(pydantic.ValidationError):
                self.check(json.dumps(less))

    def test_a_question_is_as_the_official_types_have_it(self):
        for text in ["Hello", "naïve 😀 — 漢字", "\u202e\u0007 \"\\ </script>", "x" * 9_000]:
            sent, _ = self.ask(text)
            self.assertEqual(sent["messages"][0]["content"][0]["text"], text)
        sent, _ = self.ask("Sum up", text="a file\n")
        self.assertIn("a file", sent["messages"][0]["content"][0]["text"])

    def test_effort_and_thinking_are_sent_to_models_that_have_them(self):
        for effort in EFFORTS:
            sent, _ = self.ask("--model", THINKER, "--effort", effort, "Hello")
            self.assertEqual(sent["output_config"], {"effort": effort})
            self.assertEqual(sent["thinking"]["type"], "adaptive")
        sent, _ = self.ask("--model", PLAIN, "--effort", "max", "Hello")
        self.assertFalse({"output_config", "thinking"} & sent.keys(), sent)
        # Nothing is known of it.
        self.ask("--model", "claude-unheard-of", "Hello")

    def test_a_conversation_goes_back_as_the_official_types_have_it(self):
        self.server.script += [
            (200, [SIGNED, {"type": "redacted_thinking", "data": "abc"}, CITED], STOP),
            (200, [], STOP),
        ]
        _, place = self.ask("How often?")
        for turn in ["Why?", "Really?", "And then?"]:
            sent, _ = self.ask("--conversation", place, turn)
        # Thinking goes back as it came while nothing before it has changed; an answer of nothing stays at home.
        roles = [message["role"] for message in sent["messages"]]
        self.assertEqual(roles, ["user", "assistant", "user", "user", "assistant", "user"])
        lengths = [len(message["content"]) for message in sent["messages"]]
        self.assertEqual(lengths, [1, 3, 1, 1, 1, 1])
        thought, hidden, answer = sent["messages"][1]["content"]
        self.assertEqual({name: thought[name] for name in SIGNED}, SIGNED)
        self.assertEqual(hidden, {"type": "redacted_thinking", "data": "abc"})
        self.assertEqual(answer["citations"], CITED["citations"])
        sent, _ = self.ask("--conversation", place, "--model", PLAIN, "--effort", "low", "To another?")
        self.assertEqual({len(message["content"]) for message in sent["messages"]}, {1})

    def test_what_follows_an_answer_that_failed_is_as_the_official_types_have_it(self):
        clock = {"type": "tool_use", "id": "toolu_1", "name": "clock", "input": {}}
        search = {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {}}
        for name, answer in [
            ("broken off", (200, YES, None)),
            ("given up", (200, YES, OVERLOADED)),
            ("nothing at all", (200, [], None)),
            ("unsigned thinking", (200, [SIGNED | {"signature": ""}], None)),
            ("a tool", (200, [*YES, clock], STOP)),
            ("a tool of the server", (200, [*YES, search], STOP)),
        ]:
            with self.subTest(name):
                self.server.script.append(answer)
                _, place = self.ask("Hello", ends=range(128))
                sent, _ = self.ask("--conversation", place, "Go on")
                self.assertEqual(sent["messages"][-1]["content"][0]["text"], "Go on")
        self.server.script.append((529, [], None))
        before = len(self.server.questions)
        self.ask("Hello")
        first, second = (body for _, _, body in self.server.questions[before:])
        self.assertEqual(first, second, "asking again asks the same")

    def test_rounds_of_tools_are_sent_as_the_official_types_have_them(self):
        def call(name, tool, **given):
            return {"type": "tool_use", "id": name, "name": tool, "input": given}

        self.switch_notebook(True)
        lucas = call("toolu_1", "math_notebook", function="lucas", n=5)
        clock = call("toolu_2", "clock", zone="UTC")
        self.server.script += [(200, [SIGNED, *YES, lucas, clock], ASKS), (200, YES, STOP)]
        sent, place = self.ask("Count")
        self.assertEqual([tool["name"] for tool in sent["tools"]], ["math_notebook"])
        question, answer, results = sent["messages"]
        self.assertEqual(answer["content"][0], SIGNED, "thinking goes back as it came")
        found = {it["tool_use_id"]: it for it in results["content"]}
        self.assertEqual(list(found), ["toolu_1", "toolu_2"])
        self.assertIn('"11"', found["toolu_1"]["content"])
        self.assertTrue(found["toolu_2"]["is_error"])
        sent, _ = self.ask("--conversation", place, "And now?")
        self.assertEqual(len(sent["messages"]), 5)
        # An answer that broke off while it asked, and one whose tools were never run.
        self.server.script += [(200, [*YES, lucas | {"id": "toolu_3"}], None)]
        self.ask("--conversation", place, "Once more", ends=range(128))
        self.ask("--conversation", place, "Go on")
        self.switch_notebook(False)
        sent, _ = self.ask("--conversation", place, "Without it")
        self.assertNotIn("tools", sent)
        self.assertNotIn("tool_use", json.dumps(sent))
        self.assertIn("11", json.dumps(sent), "what it returned is not forgotten")

    def switch_notebook(self, on):
        self.run_atelier("settings", "save", "--tools", json.dumps({"math_notebook": on}))

    def test_instructions_are_sent_as_the_official_types_have_them(self):
        for instructions in ["Be brief.\n\n漢字", " "]:
            self.run_atelier("settings", "save", "--instructions", instructions)
            sent, _ = self.ask("Hello")
            if instructions.strip():
                self.assertEqual(sent["system"][0]["text"], instructions)
                self.assertEqual(sent["system"][0]["cache_control"], {"type": "ephemeral"})
            else:
                self.assertNotIn("system", sent)


if __name__ == "__main__":
    outcome = unittest.TextTestRunner(verbosity=2).run(
        unittest.defaultTestLoader.loadTestsFromTestCase(OwnRequests)
    )
    if not outcome.wasSuccessful() or outcome.testsRun == 0:
        sys.exit(1)
    print(f"{outcome.testsRun} tests passed")
