"""What the generated schema does not say by itself: the errors every operation may answer with."""

from typing import Any

_ERROR = {
    "type": "object",
    "description": "出错说明",
    "properties": {
        "detail": {"type": "string", "description": "说明，中文"},
        "field": {"type": "string", "nullable": True, "description": "有问题的参数，没有时为空"},
    },
    "required": ["detail"],
}
_ANSWERS = {
    "400": "参数不对",
    "404": "没有这个对象或者这一页",
    "406": "不提供所要求的格式",
    "429": "请求过于频繁，请稍后再试",
}


def add_error_answers(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Post-processing hook of drf-spectacular: 304 for reads, 422 for the rest, and the 4xx answers with one error format."""
    result.setdefault("components", {}).setdefault("schemas", {})["Error"] = _ERROR
    for path in result["paths"].values():
        for method, operation in path.items():
            answers = operation["responses"]
            if method == "get":
                answers.setdefault("304", {"description": "自上次读取以来没有变化（If-None-Match）"})
            else:
                answers.setdefault("422", _answer("内容不合法，说明见detail"))
            for status, description in _ANSWERS.items():
                answers.setdefault(status, _answer(description))
    return result


def _answer(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
