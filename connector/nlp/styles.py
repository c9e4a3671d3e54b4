"""How an element of an HTML message looks, as far as it tells whether a person can see its text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

_COMMENT: Final = re.compile(r"/\*[^*]{0,200}\*/")
_NUMBER: Final = re.compile(r"-?\d*\.?\d+")
_HEX: Final = re.compile(r"#([0-9a-f]{3,8})\b")
_RGB: Final = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+(\d?\.?\d+))?")
_NAMED: Final = {
    "white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245),
    "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240), "black": (0, 0, 0), "red": (255, 0, 0), "blue": (0, 0, 255),
    "green": (0, 128, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "navy": (0, 0, 128), "silver": (192, 192, 192),
}  # fmt: skip
_WHITE: Final = (255, 255, 255)
#: Colours that differ by no more than this in each part cannot be told apart on a screen.
_INDISTINGUISHABLE: Final = 10
_NEARLY_NOTHING: Final = 0.05
_SMALLEST_PIXELS: Final = 1.5
_FAR_AWAY: Final = -500

_Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks here. ``background`` is ``None`` where it is an image or a colour that is not known."""

    is_hidden: bool = False
    is_unspoken: bool = False
    keeps_breaks: bool = False
    colour: _Colour | None = None
    background: _Colour | None = _WHITE

    def inside(self, tag: str, attributes: Mapping[str, str]) -> "Look":
        """Return how text looks in an element that stands in this one."""
        if tag != "pre" and not attributes:
            return self
        style = _declarations(attributes.get("style", ""))
        colour, background = self.colour, self.background
        for value in (attributes.get("bgcolor"), style.get("background"), style.get("background-color")):
            if value and value not in ("none", "transparent", "inherit", "initial"):
                background = _colour(value)
        if "background" in attributes or "background-image" in style:
            background = None
        for value in (attributes.get("color") if tag == "font" else None, style.get("color")):
            if value and value != "inherit":
                colour = _colour(value)
        spaces = style.get("white-space", "")
        return replace(
            self,
            is_hidden=self.is_hidden or "hidden" in attributes or _hides(style) or _fades(colour, background),
            is_unspoken=self.is_unspoken or attributes.get("aria-hidden", "").casefold() == "true",
            keeps_breaks=tag == "pre" or spaces.startswith("pre") or (self.keeps_breaks and not spaces),
            colour=colour,
            background=background,
        )


def _declarations(style: str) -> dict[str, str]:
    parts = (part.partition(":") for part in _COMMENT.sub("", style).casefold().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in parts if value.strip()}


def _hides(style: Mapping[str, str]) -> bool:
    overflows = style.get("overflow", "") != "hidden"
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
        or style.get("color") == "transparent"
        or _is_tiny(style.get("font-size", ""))
        or _number(style.get("opacity", ""), 1.0) <= _NEARLY_NOTHING
        or (
            not overflows
            and any(_number(style.get(side, ""), 9.0) == 0.0 for side in ("height", "max-height", "width", "max-width"))
        )
        or any(_number(style.get(side, ""), 0.0) <= _FAR_AWAY for side in ("text-indent", "left", "top", "margin-left"))
        or style.get("clip", "").replace(" ", "") in ("rect(0,0,0,0)", "rect(0000)")
    )


def _is_tiny(size: str) -> bool:
    number = _number(size, 12.0)
    return (
        number <= 0.0 or (number <= _SMALLEST_PIXELS and size.endswith(("px", "pt"))) or (number <= 0.1 and size.endswith("em"))
    )


def _number(value: str, otherwise: float) -> float:
    found = _NUMBER.match(value.lstrip("+"))
    return float(found[0]) if found else otherwise


def _fades(colour: _Colour | None, background: _Colour | None) -> bool:
    if colour is None or background is None:
        return False
    return all(abs(a - b) <= _INDISTINGUISHABLE for a, b in zip(colour, background, strict=True))


def _colour(value: str) -> _Colour | None:
    value = value.strip().casefold()
    if found := _HEX.search(value):
        digits = found[1]
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits[:3])
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)) if len(digits) in (6, 8) else None
    if found := _RGB.search(value):
        return (int(found[1]), int(found[2]), int(found[3]))
    return next((_NAMED[word] for word in value.split() if word in _NAMED), None)
