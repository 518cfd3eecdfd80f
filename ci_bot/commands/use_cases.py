"""The use cases that commands and answers set off, ready to call."""

from dataclasses import dataclass

from ci_bot.services.close_rounds import CloseRoundByHand
from ci_bot.services.come_back import ComeBack
from ci_bot.services.converse import Converse
from ci_bot.services.find_prompt import FindPrompt
from ci_bot.services.go_away import GoAway
from ci_bot.services.invite_person import InvitePerson
from ci_bot.services.join import Join
from ci_bot.services.nudge import NudgeByHand
from ci_bot.services.open_round_by_hand import OpenRoundByHand
from ci_bot.services.plan_calendar import PlanCalendar
from ci_bot.services.post_digest import PostDigest
from ci_bot.services.preview_digest import PreviewDigest
from ci_bot.services.report_trouble import ReportLostRoom, ReportUnreadable
from ci_bot.services.show_digest import ShowDigest
from ci_bot.services.steer_digest import SteerDigest
from ci_bot.services.stop_asking import StopAsking


@dataclass(frozen=True, kw_only=True)
class UseCases:
    """One of each; a command takes what it needs."""

    close_round_by_hand: CloseRoundByHand
    come_back: ComeBack
    converse: Converse
    find_prompt: FindPrompt
    go_away: GoAway
    invite_person: InvitePerson
    join: Join
    nudge_by_hand: NudgeByHand
    open_round_by_hand: OpenRoundByHand
    plan_calendar: PlanCalendar
    post_digest: PostDigest
    preview_digest: PreviewDigest
    report_lost_room: ReportLostRoom
    report_unreadable: ReportUnreadable
    show_digest: ShowDigest
    steer_digest: SteerDigest
    stop_asking: StopAsking
