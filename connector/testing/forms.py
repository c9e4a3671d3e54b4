"""Reading the forms of the sandbox pages."""

from flask import request
from werkzeug.wrappers import Response as AnyResponse

#: What a view answers with: a page, a page with its status, or a redirect.
Answer = str | tuple[str, int] | AnyResponse


def typed_text(name: str) -> str:
    """Return what stands in a field of the form, with the line ends that an API would send."""
    return request.form.get(name, "").replace("\r\n", "\n").strip()
