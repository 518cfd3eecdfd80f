"""views.*: modals and the home tab."""

from tests.support.slack.call import Call
from tests.support.slack.method_table import method
from tests.support.slack.normalise import normalised
from tests.support.slack.records import Install, Json, View, Who
from tests.support.slack.refusal import Refusal
from tests.support.slack.shapes import view_json
from tests.support.slack.view_rules import check_view
from tests.support.slack.world import World

DEPTH = 3


def new_view(
    world: World, install: Install, viewer: Who, body: Json, previous: View | None = None
) -> View:
    """A view that is shown to somebody from now on."""
    stamp = world.clock.stamp()
    view = View(
        id=world.new_id("V"),
        install=install,
        viewer=viewer,
        body={**body, "blocks": normalised(body["blocks"], stamp[-4:]) or []},
        hash=f"{stamp}.abc",
        previous=previous,
    )
    if view.kind == "home":
        world.homes[install.app.id, viewer] = view
    else:
        world.modals[viewer] = view
    world.changed()
    return view


def replace_view(world: World, view: View, body: Json) -> None:
    """Another content in the same view."""
    blocks = normalised(body["blocks"], view.hash[-8:-4]) or []
    view.body = {**body, "blocks": blocks}
    view.hash = f"{world.clock.stamp()}.abc"
    world.changed()


def _body(call: Call, *kinds: str) -> Json:
    body = call.args.get("view")
    if not isinstance(body, dict):
        raise Refusal("invalid_arguments", ["missing required field: view"])
    return check_view(call.world, call.method, body, kinds)


def _trigger(call: Call) -> Who:
    trigger_id = call.text("trigger_id", "") or call.text("interactivity_pointer", "")
    if not trigger_id:
        raise Refusal("invalid_arguments", ["missing required field: trigger_id"])
    return call.world.permits.use_trigger(trigger_id, call.app).who


@method("views.open")
def open_(call: Call) -> Json:
    body = _body(call, "modal")
    view = new_view(call.world, call.install, _trigger(call), body)
    return {"view": view_json(view)}


@method("views.push")
def push(call: Call) -> Json:
    body = _body(call, "modal")
    who = _trigger(call)
    top = call.world.modals.get(who)
    if top is None or top.install.app is not call.app:
        raise Refusal("not_found")
    return {"view": view_json(push_view(call.world, top, body))}


def push_view(world: World, top: View, body: Json) -> View:
    """Another modal on top; three at most."""
    depth, below = 1, top
    while below.previous is not None:
        depth, below = depth + 1, below.previous
    if depth >= DEPTH:
        raise Refusal("push_limit_reached")
    return new_view(world, top.install, top.viewer, body, top)


@method("views.update")
def update(call: Call) -> Json:
    body = _body(call, "modal", "home")
    asked, external = call.text("view_id", ""), call.text("external_id", "")
    every = [*call.world.homes.values()]
    for top in call.world.modals.values():
        layer: View | None = top
        while layer is not None:
            every.append(layer)
            layer = layer.previous
    for view in every:
        same = asked == view.id or (external and external == view.body.get("external_id"))
        if same and view.install.app is call.app:
            if call.text("hash", view.hash) != view.hash:
                raise Refusal("hash_conflict")
            if view.kind != body["type"]:
                raise Refusal("invalid_arguments", ["the type of a view can't change"])
            replace_view(call.world, view, body)
            return {"view": view_json(view)}
    raise Refusal("not_found")


@method("views.publish")
def publish(call: Call) -> Json:
    body = _body(call, "home")
    asked = call.text("user_id")
    user = call.world.visible(call.install, asked)
    if user is None or user.team != call.team:
        raise Refusal("invalid_arguments", [f"user not found: {asked}"])
    if not call.app.home:
        raise Refusal("not_enabled")
    old = call.world.homes.get((call.app.id, user.who))
    if old is not None and call.text("hash", old.hash) != old.hash:
        raise Refusal("hash_conflict")
    if old is not None:
        replace_view(call.world, old, body)
        return {"view": view_json(old)}
    return {"view": view_json(new_view(call.world, call.install, user.who, body))}
