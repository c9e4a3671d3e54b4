"""The outside model as the settings of the process describe it."""

from connector.drafting.model.asking import Budget, MaskedModel
from connector.drafting.model.breaker import Breaker
from connector.drafting.model.client import Endpoint
from connector.settings import Settings


def open_model(settings: Settings, budget: Budget) -> MaskedModel:
    """Return the model. Makes no call yet."""
    endpoint = Endpoint(
        dialect=settings.outside_model,
        url=settings.outside_model_url,
        model=settings.outside_model_name,
        key=settings.outside_model_key.get_secret_value(),
        seconds=settings.outside_model_timeout,
    )
    return MaskedModel(endpoint, budget, Breaker())
