"""The use cases that commands and answers set off, ready to call."""

from dataclasses import dataclass

from ci_bot.services.answer_question import AnswerQuestion
from ci_bot.services.answering.converse import Converse
from ci_bot.services.answering.find_prompt import FindPrompt
from ci_bot.services.answering.pass_on import PassOn
from ci_bot.services.answering.press import Press
from ci_bot.services.answering.show_own_prompt import ShowOwnPrompt
from ci_bot.services.answering.skip_prompt import SkipPrompt
from ci_bot.services.care.diagnose import Diagnose
from ci_bot.services.care.report_trouble import ReportLostRoom, ReportUnreadable
from ci_bot.services.close_rounds import CloseRoundByHand
from ci_bot.services.digest.announce import Announce
from ci_bot.services.digest.post_digest import PostDigest
from ci_bot.services.digest.preview_digest import PreviewDigest
from ci_bot.services.digest.show_digest import ShowDigest
from ci_bot.services.digest.steer_digest import SteerDigest
from ci_bot.services.forms.submit_form import SubmitForm
from ci_bot.services.home.show_home import ShowHome
from ci_bot.services.matching.answer_introduction import AnswerIntroduction
from ci_bot.services.matching.introduce import Introduce
from ci_bot.services.matching.raise_ask import RaiseAsk
from ci_bot.services.personal.come_back import ComeBack
from ci_bot.services.personal.go_away import GoAway
from ci_bot.services.personal.stop_asking import StopAsking
from ci_bot.services.relay.carry_reply import CarryReply
from ci_bot.services.relay.change_carried import ChangeCarried
from ci_bot.services.relay.close_ask import CloseAsk
from ci_bot.services.relay.open_relay import OpenRelay
from ci_bot.services.revising.edit_answer import EditAnswer
from ci_bot.services.revising.revise_answer import ReviseAnswer
from ci_bot.services.revising.withdraw_answer import WithdrawAnswer
from ci_bot.services.revising.withdraw_numbered import WithdrawNumbered
from ci_bot.services.roster.change_agreement import ChangeAgreement
from ci_bot.services.roster.change_roster import ChangeRoster, UndoRoster
from ci_bot.services.roster.invite_person import InvitePerson
from ci_bot.services.roster.join import Join
from ci_bot.services.roster.show_holidays import ShowHolidays
from ci_bot.services.roster.show_setup import ShowSetup
from ci_bot.services.rounds.nudge import NudgeByHand
from ci_bot.services.rounds.open_round_by_hand import OpenRoundByHand
from ci_bot.services.updates.note_update import NoteUpdate
from ci_bot.services.updates.record_update import RecordUpdate
from ci_bot.services.updates.say_same import SaySame


@dataclass(frozen=True, kw_only=True)
class UseCases:
    """One of each; a command takes what it needs."""

    announce: Announce
    answer_introduction: AnswerIntroduction
    answer_question: AnswerQuestion
    carry_reply: CarryReply
    change_agreement: ChangeAgreement
    change_carried: ChangeCarried
    change_roster: ChangeRoster
    close_ask: CloseAsk
    close_round_by_hand: CloseRoundByHand
    come_back: ComeBack
    converse: Converse
    diagnose: Diagnose
    edit_answer: EditAnswer
    find_prompt: FindPrompt
    go_away: GoAway
    introduce: Introduce
    invite_person: InvitePerson
    join: Join
    note_update: NoteUpdate
    nudge_by_hand: NudgeByHand
    open_relay: OpenRelay
    open_round_by_hand: OpenRoundByHand
    pass_on: PassOn
    post_digest: PostDigest
    preview_digest: PreviewDigest
    press: Press
    raise_ask: RaiseAsk
    record_update: RecordUpdate
    report_lost_room: ReportLostRoom
    report_unreadable: ReportUnreadable
    revise_answer: ReviseAnswer
    say_same: SaySame
    show_digest: ShowDigest
    show_holidays: ShowHolidays
    show_home: ShowHome
    show_own_prompt: ShowOwnPrompt
    show_setup: ShowSetup
    skip_prompt: SkipPrompt
    steer_digest: SteerDigest
    stop_asking: StopAsking
    submit_form: SubmitForm
    undo_roster: UndoRoster
    withdraw_answer: WithdrawAnswer
    withdraw_numbered: WithdrawNumbered
