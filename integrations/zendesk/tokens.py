"""Asking Zendesk for a token, whatever the grant, and what is kept of the answer.

https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from connector.errors import Conflict, CredentialsRejected, OutcomeUnknown, Permanent, Transient
from connector.kit.http import HelpdeskSession, json_of
from integrations.zendesk.payloads import TokenAnswer

#: Zendesk allows 300 to 172 800 seconds; pages disagree about the default, so one is always asked for.
TOKEN_SECONDS: Final = 86_400
SHORTEST_TOKEN_SECONDS: Final = 300
_DEFAULT_TOKEN_SECONDS: Final = 1_800

#: The longest life of a refresh token: an account that stands still for so long has to be signed in again.
REFRESH_SECONDS: Final = 7_776_000

_PATH: Final = "/oauth/tokens"


def fetch_token(session: HelpdeskSession, wanted: Mapping[str, Any], *, asked_at: float, remedy: str) -> dict[str, str]:
    """Return the credentials that a grant gives: ``access_token``, ``expires_at`` and, where there is one, ``refresh_token``.

    ``session`` signs nothing, ``asked_at`` is the time now. A failure here never means that a ticket may have changed: raises
    CredentialsRejected with the remedy, RateLimited, Transient.
    """
    try:
        answer = TokenAnswer.model_validate(json_of(session.write("POST", _PATH, wanted)))
    except CredentialsRejected as exc:
        raise CredentialsRejected(f"{exc}; {remedy}", retry_after=exc.retry_after) from exc
    except Permanent as exc:
        raise CredentialsRejected(remedy) from exc
    except (OutcomeUnknown, Conflict) as exc:
        raise Transient("Zendesk gave no token", retry_after=getattr(exc, "retry_after", None)) from exc
    except ValidationError:
        raise Transient("Zendesk gave no token") from None
    if not answer.access_token:
        raise Transient("Zendesk gave no token")
    expires_at = asked_at + (answer.expires_in or _DEFAULT_TOKEN_SECONDS)
    kept = {"access_token": answer.access_token, "expires_at": str(int(expires_at))}
    return kept | ({"refresh_token": answer.refresh_token} if answer.refresh_token else {})
