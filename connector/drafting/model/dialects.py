"""The two forms in which models are asked over HTTP.

``openai``: chat completions, as OpenAI, Ollama, vLLM and llama.cpp serve them. The answer's form goes into ``response_format``; no
limit of tokens is sent, because endpoints disagree on its name (``max_tokens`` or ``max_completion_tokens``).
``anthropic``: the Messages API, version 2023-06-01. The answer's form is that of the one tool it has to use.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

_MOST_TOKENS: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How to ask and how to read. ``answer`` and ``tokens`` raise KeyError, IndexError, TypeError or ValueError on another form."""

    path: str
    headers: Callable[[str], Mapping[str, str]]
    request: Callable[[str, str, str, Mapping[str, Any]], Mapping[str, Any]]
    answer: Callable[[Any], Any]
    tokens: Callable[[Any], int]


def _openai_request(model: str, system: str, user: str, form: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "model": model,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": form}},
        "stream": False,
    }


def _openai_answer(body: Any) -> Any:
    choice = body["choices"][0]
    if choice.get("finish_reason") not in ("stop", None):
        raise ValueError("the answer was cut off or refused")
    return json.loads(choice["message"]["content"])


def _anthropic_request(model: str, system: str, user: str, form: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "model": model,
        "max_tokens": _MOST_TOKENS,
        "system": system,
        "messages": [{"role": "user", "content": user}],
        "tools": [{"name": "answer", "description": "Give the answer.", "input_schema": form}],
        "tool_choice": {"type": "tool", "name": "answer"},
    }


def _anthropic_answer(body: Any) -> Any:
    if body["stop_reason"] not in ("tool_use", "end_turn"):
        raise ValueError("the answer was cut off or refused")
    return next(block["input"] for block in body["content"] if block["type"] == "tool_use")


DIALECTS: Final[Mapping[str, Dialect]] = {
    "openai": Dialect(
        path="/chat/completions",
        headers=lambda key: {"Authorization": f"Bearer {key}"} if key else {},
        request=_openai_request,
        answer=_openai_answer,
        tokens=lambda body: int(body["usage"]["total_tokens"]),
    ),
    "anthropic": Dialect(
        path="/v1/messages",
        headers=lambda key: {"x-api-key": key, "anthropic-version": "2023-06-01"},
        request=_anthropic_request,
        answer=_anthropic_answer,
        tokens=lambda body: int(body["usage"]["input_tokens"]) + int(body["usage"]["output_tokens"]),
    ),
}
