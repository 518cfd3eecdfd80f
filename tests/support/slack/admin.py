"""What the administrators of workspaces do, and what happens to accounts, channels and apps."""

import secrets
from collections.abc import Iterable
from urllib.parse import parse_qs, urlencode, urlsplit

from ci_bot.ports.chat import AccountId, RoomId
from tests.support.slack import happenings
from tests.support.slack.client import account_of
from tests.support.slack.oauth import add_install
from tests.support.slack.person import SlackPerson
from tests.support.slack.records import App, Channel, Code, Install, Message, Team, User
from tests.support.slack.world import World

EVENTS = (
    "message.im app_home_opened app_mention app_uninstalled tokens_revoked user_change "
    "member_joined_channel channel_left group_left channel_archive group_archive channel_deleted "
    "group_deleted channel_rename channel_shared"
)
SCOPES = (
    "chat:write im:write im:history commands users:read team:read app_mentions:read files:write "
    "channels:read groups:read channels:history groups:history"
)
SHARED_CALLBACK = "use-as-update"


class Admin:
    """Makes and changes things as their owners would; the apps are told as Slack tells them."""

    def __init__(self, world: World) -> None:
        self.world = world

    def team(self, name: str = "Lakeland", team_id: str = "") -> Team:
        """A new workspace."""
        team_id = team_id or self.world.new_id("T")
        team = Team(id=team_id, name=name, domain=name.lower().replace(" ", "-"))
        self.world.teams[team.id] = team
        return team

    def app(
        self,
        name: str = "Ci Bot",
        *,
        events: str = EVENTS,
        commands: Iterable[str] = ("/ci",),
        shortcuts: Iterable[str] = (SHARED_CALLBACK,),
        redirect_urls: Iterable[str] = (),
    ) -> App:
        """An app that isn't installed anywhere yet."""
        app = App(
            id=self.world.new_id("A"),
            name=name,
            client_id=f"{len(self.world.apps) + 1}.{secrets.token_hex(4)}",
            client_secret=secrets.token_hex(16),
            signing_secret=secrets.token_hex(16),
            token=f"xapp-1-{secrets.token_hex(16)}",
            events=set(events.split()),
            commands=set(commands),
            shortcuts=set(shortcuts),
            redirect_urls=set(redirect_urls),
        )
        self.world.apps[app.id] = app
        return app

    def install(self, app: App, team: Team, *, scopes: str = SCOPES) -> Install:
        """The app in the workspace; anew where it was before, with another token."""
        return add_install(self.world, app, team.id, set(scopes.split()))

    def person(
        self, name: str, team: Team, *, user_id: str = "", bot: User | None = None, **more: object
    ) -> SlackPerson:
        """A new account with its client; `more` are fields of `User`."""
        user = User(
            id=user_id or self.world.new_id("U"),
            team=team.id,
            name=name,
            real_name=name.title(),
            updated=int(self.world.clock.now()),
            **more,  # type: ignore[arg-type]
        )
        self.world.users[user.who] = user
        if bot is None:
            bot = next((one.bot for one in self.world.living() if one.team == team.id), None)
        return SlackPerson(self.world, user, bot)

    def channel(
        self,
        team: Team,
        *people: SlackPerson | Install,
        name: str = "",
        private: bool = False,
        shared_with: Iterable[Team] = (),
    ) -> RoomId:
        """A new channel with these people and apps in it; its address as in this workspace."""
        channel = Channel(
            id=self.world.new_id("C"),
            team=team.id,
            kind="group" if private else "channel",
            shared_with={one.id for one in shared_with},
            created=int(self.world.clock.now()),
            creator=next((one.id for one in people if isinstance(one, SlackPerson)), "U0"),
        )
        channel.name = name or f"channel-{channel.id.lower()}"
        self.world.channels[channel.id] = channel
        for one in people:
            channel.members.append(_user(one).who)
        return room_of(team, channel)

    def direct(self, install: Install, person: SlackPerson) -> RoomId:
        """The direct room of a bot and somebody, made if need be."""
        channel = self.world.direct(install, person.user.who)
        return room_of(self.world.teams[install.team], channel)

    def integration_says(self, room: RoomId, text: str) -> None:
        """Some other tool posts, which has a name but no account: a `bot_message`."""
        channel = self.find(room)
        message = Message(
            ts=self.world.clock.stamp(),
            author=(channel.team, ""),
            text=text,
            bot_id="B0FOREIGN",
            username="build server",
        )
        self.world.put(channel, message)
        happenings.posted(self.world, channel, message)

    def invite(self, room: RoomId, whom: SlackPerson | Install) -> None:
        """Somebody or a bot enters a channel."""
        channel, user = self.find(room), _user(whom)
        channel.members.append(user.who)
        self.world.changed()
        event = {
            "type": "member_joined_channel",
            "user": user.id,
            "channel": channel.id,
            "channel_type": "C",
            "team": user.team,
        }
        there = happenings.inside(self.world, channel, user.who)
        happenings.tell(self.world, "member_joined_channel", event, there)

    def remove(self, room: RoomId, whom: SlackPerson | Install) -> None:
        """Somebody or a bot is put out of a channel."""
        channel, user = self.find(room), _user(whom)
        there = happenings.inside(self.world, channel, user.who)
        channel.members.remove(user.who)
        self.world.changed()
        if user.is_bot:
            left = "channel_left" if channel.kind == "channel" else "group_left"
            where = {"channel": channel.id, "actor_id": channel.creator}
            mine = [one for one in there if one.bot is user]
            happenings.tell(self.world, left, {"type": left, **where}, mine)
            there = [one for one in there if one.bot is not user]
        event = {
            "type": "member_left_channel",
            "user": user.id,
            "channel": channel.id,
            "channel_type": "C",
            "team": user.team,
        }
        happenings.tell(self.world, "member_left_channel", event, there)

    def archive(self, room: RoomId) -> None:
        channel = self.find(room)
        channel.archived = True
        self._about(channel, "archive", {"channel": channel.id, "user": channel.creator})

    def delete_channel(self, room: RoomId) -> None:
        channel = self.find(room)
        channel.deleted = True
        self._about(channel, "deleted", {"channel": channel.id, "actor_id": channel.creator})

    def rename(self, room: RoomId, name: str) -> None:
        channel = self.find(room)
        channel.name = name
        shown = {"id": channel.id, "name": name, "created": channel.created}
        self._about(channel, "rename", {"channel": shown})

    def share(self, room: RoomId, team: Team) -> None:
        """Slack Connect: the channel is another workspace's, too."""
        channel = self.find(room)
        channel.shared_with.add(team.id)
        event = {"type": "channel_shared", "connected_team_id": team.id, "channel": channel.id}
        there = happenings.inside(self.world, channel, (channel.team, ""))
        happenings.tell(self.world, "channel_shared", event, there)

    def deactivate(self, person: SlackPerson) -> None:
        person.user.deleted = True
        happenings.changed_user(self.world, person.user)

    def change_profile(self, person: SlackPerson, **fields: object) -> None:
        """Other values in fields of `User`, such as `tz` and `locale`."""
        for name, value in fields.items():
            setattr(person.user, name, value)
        happenings.changed_user(self.world, person.user)

    def revoke(self, install: Install, error: str = "token_revoked") -> None:
        """The bot's token is worth nothing any more; the app is told."""
        tokens = {"oauth": [], "bot": [install.bot.id]}
        event = {"type": "tokens_revoked", "tokens": tokens}
        happenings.tell(self.world, "tokens_revoked", event, [install])
        install.ended = error

    def uninstall(self, install: Install) -> None:
        """The app is taken out of the workspace; both of its events come, as Slack sends them."""
        self.revoke(install, "account_inactive")
        happenings.tell(self.world, "app_uninstalled", {"type": "app_uninstalled"}, [install])
        install.bot.deleted = True

    def approve(self, authorize_url: str, person: SlackPerson) -> str:
        """Somebody allows an app what its page asks for; gives where their browser goes next."""
        asked = {
            name: values[0] for name, values in parse_qs(urlsplit(authorize_url).query).items()
        }
        app = next(one for one in self.world.apps.values() if one.client_id == asked["client_id"])
        redirect = asked.get("redirect_uri", "")
        if redirect not in app.redirect_urls:
            raise AssertionError("bad_redirect_uri: Slack shows an error instead of its page")
        code = secrets.token_hex(8)
        self.world.codes[code] = Code(
            app=app,
            who=person.user.who,
            scopes=set(asked["scope"].replace(",", " ").split()),
            redirect=redirect,
            at=self.world.clock.now(),
        )
        return f"{redirect}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    def members(self, room: RoomId) -> set[AccountId]:
        return {account_of(who) for who in self.find(room).members}

    def find(self, room: RoomId) -> Channel:
        return self.world.channels[room.rpartition("/")[2]]

    def _about(self, channel: Channel, what: str, event: dict[str, object]) -> None:
        kind = "group" if channel.kind == "group" else "channel"
        name = f"{kind}_{what}"
        there = happenings.inside(self.world, channel, (channel.team, ""))
        happenings.tell(self.world, name, {"type": name, **event}, there)
        self.world.changed()


def room_of(team: Team, channel: Channel) -> RoomId:
    return RoomId(f"slack:{team.id}/{channel.id}")


def _user(one: SlackPerson | Install) -> User:
    return one.user if isinstance(one, SlackPerson) else one.bot
