"""The neutral control API of every sandbox, see connector.testing.sandbox."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, jsonify, request

from connector.testing.faults import Fault, FaultPlan

if TYPE_CHECKING:
    from connector.testing.sandbox import Sandbox


def add_control_api(sandbox: "Sandbox") -> None:
    """Add the neutral control API to a sandbox's app."""
    from connector.testing.sandbox import AgentEdit, NewTicket, Webhook

    api, base = Blueprint("sandbox_control", __name__), "/_sandbox/api"

    @api.post(f"{base}/tickets")
    def create() -> Response:
        return jsonify(id=sandbox.create_ticket(NewTicket(**request.get_json())))

    @api.get(f"{base}/tickets")
    def every() -> Response:
        return jsonify([asdict(view) for i in sandbox.ticket_ids() if (view := sandbox.view(i))])

    @api.get(f"{base}/tickets/<ticket_id>")
    def one(ticket_id: str) -> Response:
        return jsonify(asdict(sandbox.view(ticket_id) or abort(404)))

    @api.post(f"{base}/tickets/<ticket_id>/reply")
    def reply(ticket_id: str) -> Response:
        sandbox.reply_as_customer(ticket_id, request.get_json()["body"])
        return jsonify(ok=True)

    @api.post(f"{base}/tickets/<ticket_id>/transcript")
    def transcript(ticket_id: str) -> Response:
        sandbox.bring_transcript(ticket_id, request.get_json()["text"])
        return jsonify(ok=True)

    @api.post(f"{base}/tickets/<ticket_id>/agent")
    def agent(ticket_id: str) -> Response:
        sandbox.edit_as_agent(ticket_id, AgentEdit(**request.get_json()))
        return jsonify(ok=True)

    @api.post(f"{base}/webhook")
    def webhook() -> Response:
        sandbox.webhook = Webhook(**request.get_json())
        return jsonify(ok=True)

    @api.post(f"{base}/knowledge")
    def knowledge() -> Response:
        sandbox.load_knowledge(request.get_json())
        return jsonify(ok=True)

    @api.route(f"{base}/switches", methods=["GET", "POST"])
    def switches() -> Response:
        if request.method == "POST":
            wanted = request.get_json()
            if unknown := set(wanted) - set(sandbox.values):
                abort(400, f"no such switch: {', '.join(sorted(unknown))}")
            sandbox.values.update(wanted)
        return jsonify({k: {"value": v, "help": sandbox.switches[k].help} for k, v in sandbox.values.items()})

    @api.post(f"{base}/faults")
    def faults() -> Response:
        wanted = request.get_json()
        wanted["kinds"] = tuple(Fault(k) for k in wanted.get("kinds", [k.value for k in FaultPlan().kinds]))
        wanted["queue"] = [Fault(k) for k in wanted.get("queue", [])]
        sandbox.gateway.plan = FaultPlan(**wanted)
        return jsonify(ok=True)

    @api.get(f"{base}/log")
    def log() -> Response:
        hits = [{"method": m, "path": p, "fault": f.value} for m, p, f in sandbox.gateway.hits]
        return jsonify(calls=sandbox.log.calls, writes=sandbox.log.writes(), faults=hits)

    @api.get(f"{base}/connection")
    def connection() -> Response:
        return jsonify(sandbox.connection())

    sandbox.app.register_blueprint(api)
