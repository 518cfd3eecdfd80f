"""What a failure of Slack means for a delivery."""

from datetime import timedelta

from adapters.slack.web import Refused, Unreachable
from ci_bot.ports.chat import (
    ChatError,
    Doubtful,
    Misshapen,
    NotAccepted,
    PlatformStopped,
    TargetGone,
    TooLong,
)

REFUSED_BOT = {
    "account_inactive": "the app was removed from the workspace; install it again",
    "app_not_installed": "the app was removed from the workspace; install it again",
    "invalid_auth": "the token is wrong; copy the Bot User OAuth Token of the app again",
    "not_authed": "the token is missing; copy the Bot User OAuth Token of the app again",
    "not_allowed_token_type": "this is no bot token; copy the one that begins with xoxb-",
    "org_login_required": "the workspace is moving to an organisation; install the app there",
    "team_access_not_granted": "the organisation has not opened this workspace to the app",
    "token_expired": "the token has expired; install the app again",
    "token_revoked": "the token was revoked; install the app again",
    "two_factor_setup_required": "the workspace asks for a second factor first",
}
"""The bot itself isn't let in; and what a human does about it."""

GONE = {
    "access_denied": "the bot may not do that here",
    "cannot_dm_bot": "this account is a bot",
    "cannot_reply_to_message": "that message can have no thread",
    "channel_is_archived": "the channel is archived; unarchive it or link another",
    "channel_not_found": "there is no such channel, or it is private without the bot: invite it",
    "ekm_access_denied": "the workspace's administrators block messages here",
    "is_archived": "the channel is archived; unarchive it or link another",
    "invalid_thread_ts": "the message that the thread belongs to was deleted",
    "message_not_found": "the message was deleted",
    "messages_tab_disabled": "the app's messages tab is off; renew its manifest",
    "method_not_supported_for_channel_type": "this is no channel; link one by its id",
    "cant_update_message": "the message is not the bot's",
    "edit_window_closed": "the workspace's settings no longer let the message be edited",
    "not_enabled": "the app has no home tab; renew its manifest",
    "no_permission": "the bot may not write here; ask the workspace's administrators",
    "not_in_channel": "the bot is not in the channel; invite it there with /invite",
    "restricted_action": "only some people may post in this channel; allow the app to",
    "restricted_action_non_threadable_channel": "no threads are allowed in this channel",
    "restricted_action_read_only_channel": "the channel is read-only; allow the app to post",
    "restricted_action_thread_locked": "the thread is locked",
    "restricted_action_thread_only_channel": "only threads are allowed in this channel",
    "thread_not_found": "the message that the thread belongs to was deleted",
    "user_disabled": "the account was deactivated",
    "user_not_found": "there is no such account in this workspace",
    "user_not_in_channel": "the person is not in the channel",
    "user_not_visible": "the bot can't see this account",
    "users_not_found": "there is no such account in this workspace",
}
"""This place can't be reached any more; and what a human does about it."""

TOO_LONG = {"msg_too_long", "msg_blocks_too_long", "view_too_large", "metadata_too_large"}
SAYS_TOO_LONG = ("no more than", "must be less than", "too many", "too long", "at most")
SHAPELESS = {"invalid_arguments", "invalid_blocks", "invalid_metadata_format", "no_text"}
DOUBTFUL = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
LIMITED = {"ratelimited", "rate_limited", "message_limit_exceeded"}


def refuses_bot(error: Refused) -> bool:
    """Whether the workspace refuses the bot itself."""
    return error.code in REFUSED_BOT


def while_asking(error: Refused | Unreachable, line: str | None = None) -> ChatError:
    """The error for a call that posts nothing."""
    meaning = while_sending(error, line)
    # Whether Slack did it or not, doing it again is as good.
    return NotAccepted(str(meaning)) if isinstance(meaning, Doubtful) else meaning


def while_sending(error: Refused | Unreachable, line: str | None = None) -> ChatError:
    """The error for a call that may have posted; `line`: of the workspace that it was for."""
    if isinstance(error, Unreachable):
        return NotAccepted(str(error)) if error.unsent else Doubtful(str(error))
    code = error.code
    if code in LIMITED:
        wait = None if error.retry_after is None else timedelta(seconds=error.retry_after)
        return NotAccepted(str(error), retry_after=wait)
    if code in DOUBTFUL:
        return Doubtful(str(error))
    if code in REFUSED_BOT:
        return PlatformStopped(f"{REFUSED_BOT[code]} ({code})", line=line)
    if code in TOO_LONG or (code in SHAPELESS and _says_too_long(error)):
        return TooLong(str(error))
    if code in SHAPELESS:
        return Misshapen(str(error))
    if code in GONE:
        return TargetGone(f"{GONE[code]} ({code})")
    if code == "missing_scope":
        return TargetGone(f"the app lacks the scope {error.needed}; renew its manifest ({code})")
    return NotAccepted(str(error))


def _says_too_long(error: Refused) -> bool:
    return any(sign in line for line in error.details for sign in SAYS_TOO_LONG)
