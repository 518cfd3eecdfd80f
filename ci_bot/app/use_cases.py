"""Puts the use cases together."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.commands.use_cases import UseCases
from ci_bot.domain.ask import AskKind
from ci_bot.domain.occurrence import OccurrenceKind
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import Form
from ci_bot.ports.chat import Opening
from ci_bot.ports.clock import Clock
from ci_bot.ports.holidays import Holidays
from ci_bot.ports.outgoing import Outcomes, Preparer
from ci_bot.ports.store import Store, UnitOfWork
from ci_bot.services.answer_question import AnswerQuestion
from ci_bot.services.answering.converse import Converse
from ci_bot.services.answering.end_turn import EndTurn
from ci_bot.services.answering.find_prompt import FindPrompt
from ci_bot.services.answering.keep_answers import KeepAnswers
from ci_bot.services.answering.own_prompt import OwnPrompt
from ci_bot.services.answering.pass_on import PassOn
from ci_bot.services.answering.prepare_prompt import PreparePrompt
from ci_bot.services.answering.press import Press
from ci_bot.services.answering.prompt_sent import PromptSent
from ci_bot.services.answering.show_own_prompt import ShowOwnPrompt
from ci_bot.services.answering.skip_prompt import SkipPrompt
from ci_bot.services.answering.take_turn import TakeTurn
from ci_bot.services.care.diagnose import Diagnose
from ci_bot.services.care.outcomes import TellOutcomes
from ci_bot.services.care.prepare_delivery import PrepareDelivery
from ci_bot.services.care.recheck_notice import RecheckNotice
from ci_bot.services.care.report_trouble import ReportLostRoom, ReportUnreadable
from ci_bot.services.care.tick import Handler, Tick
from ci_bot.services.close_rounds import CloseRoundByHand, CloseRounds
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.digest.announce import Announce
from ci_bot.services.digest.compose_digest import FreezeDigest
from ci_bot.services.digest.post_digest import PostDigest
from ci_bot.services.digest.preview_digest import PreviewDigest
from ci_bot.services.digest.release_digest import ReleaseDigest
from ci_bot.services.digest.show_digest import ShowDigest
from ci_bot.services.digest.steer_digest import SteerDigest
from ci_bot.services.digest.tell_authors import TellAuthors
from ci_bot.services.forms.answer_form import AnswerForm
from ci_bot.services.forms.away_form import AwayForm
from ci_bot.services.forms.extra_form import ExtraForm
from ci_bot.services.forms.form_kinds import FormKind
from ci_bot.services.forms.form_turn import FormTurn
from ci_bot.services.forms.open_form import OpenForm
from ci_bot.services.forms.own_form import OwnForm
from ci_bot.services.forms.settings_form import SettingsForm
from ci_bot.services.forms.submit_form import SubmitForm
from ci_bot.services.forms.update_form import UpdateForm
from ci_bot.services.home.show_home import ShowHome
from ci_bot.services.matching.answer_introduction import AnswerIntroduction
from ci_bot.services.matching.answer_match import AnswerMatch
from ci_bot.services.matching.introduce import Introduce
from ci_bot.services.matching.raise_ask import RaiseAsk
from ci_bot.services.matching.recheck_introduction import RecheckIntroduction
from ci_bot.services.matching.suggest_match import SuggestMatch
from ci_bot.services.personal.come_back import ComeBack
from ci_bot.services.personal.go_away import GoAway
from ci_bot.services.personal.stop_asking import StopAsking
from ci_bot.services.relay.answer_relay_question import AnswerRelayQuestion
from ci_bot.services.relay.carry_reply import CarryReply
from ci_bot.services.relay.change_carried import ChangeCarried
from ci_bot.services.relay.close_ask import CloseAsk
from ci_bot.services.relay.open_relay import OpenRelay
from ci_bot.services.relay.recheck_relay import RecheckRelay
from ci_bot.services.revising.edit_answer import EditAnswer
from ci_bot.services.revising.revise_answer import ReviseAnswer
from ci_bot.services.revising.revise_note import ReviseNote
from ci_bot.services.revising.revise_single import ReviseSingle
from ci_bot.services.revising.withdraw_answer import WithdrawAnswer
from ci_bot.services.revising.withdraw_numbered import WithdrawNumbered
from ci_bot.services.roster.apply_coalition import ApplyCoalition
from ci_bot.services.roster.change_agreement import ChangeAgreement
from ci_bot.services.roster.change_roster import ChangeRoster, UndoRoster
from ci_bot.services.roster.invite_person import InvitePerson
from ci_bot.services.roster.join import Join
from ci_bot.services.roster.show_holidays import ShowHolidays
from ci_bot.services.roster.show_setup import ShowSetup, Troubles
from ci_bot.services.rounds.ask_deputies import AskDeputies
from ci_bot.services.rounds.catch_up import CatchUp
from ci_bot.services.rounds.hand_over import HandOver
from ci_bot.services.rounds.leave_prompts import LeavePrompts
from ci_bot.services.rounds.nudge import Nudge, NudgeByHand
from ci_bot.services.rounds.open_round_by_hand import OpenRoundByHand
from ci_bot.services.rounds.open_rounds import OpenRounds
from ci_bot.services.rounds.plan_calendar import PlanCalendar
from ci_bot.services.rounds.recheck_prompt import RecheckPrompt
from ci_bot.services.rounds.start_round import StartRound
from ci_bot.services.updates.choose_hat import ChooseHat
from ci_bot.services.updates.choose_readers import ChooseReaders
from ci_bot.services.updates.confirm_note import ConfirmNote
from ci_bot.services.updates.note_update import NoteUpdate
from ci_bot.services.updates.record_update import RecordUpdate
from ci_bot.services.updates.say_same import SaySame


@dataclass(frozen=True, kw_only=True)
class Composition:
    """What the runtime and the command line need of the services."""

    use_cases: UseCases
    apply_coalition: ApplyCoalition
    preparer: Preparer
    outcomes: Outcomes
    tick: Callable[[datetime], Awaitable[object]]
    forms: Callable[[UnitOfWork, Opening, datetime], Awaitable[Form | Message | None]]


def compose(
    *,
    store: Store,
    clock: Clock,
    holidays: Holidays,
    hours: GoodHours,
    reactions: Callable[[str], bool],
    troubles: Troubles,
    taps: Callable[[str], bool],
    rooms: Callable[[str], bool],
    clock_back: Callable[[], bool],
    here: Callable[[str], bool],
) -> Composition:
    """One of each service, over the given ports."""
    plan_calendar = PlanCalendar()
    show_setup = ShowSetup(troubles=troubles)
    amend = AmendDigest()
    start = StartRound(hours=hours)
    ask_deputies = AskDeputies(hours=hours)
    leave_prompts = LeavePrompts(ask_deputies=ask_deputies)
    go_away = GoAway(leave_prompts=leave_prompts)
    stop_asking = StopAsking(leave_prompts=leave_prompts)
    tell_authors = TellAuthors(hours=hours)
    suggest = SuggestMatch()
    end = EndTurn(suggest=suggest)
    release = ReleaseDigest(amend=amend, tell_authors=tell_authors)
    freeze = FreezeDigest(close_rounds=CloseRounds(), release=release, tell_authors=tell_authors)
    keep = KeepAnswers(amend=amend)
    take_turn = TakeTurn(
        keep=keep,
        ask_deputies=ask_deputies,
        go_away=go_away,
        stop_asking=stop_asking,
    )
    hand_over = HandOver(leave_prompts=leave_prompts)
    handlers: Mapping[OccurrenceKind, Sequence[Handler]] = {
        OccurrenceKind.CHECKIN: (hand_over, OpenRounds(holidays=holidays, start=start)),
        OccurrenceKind.REMIND: (hand_over, Nudge(holidays=holidays, hours=hours)),
        OccurrenceKind.CATCH_UP: (hand_over, CatchUp(hours=hours, ask_deputies=ask_deputies)),
        OccurrenceKind.FREEZE: (freeze,),
        OccurrenceKind.DIGEST: (release,),
    }
    record_update = RecordUpdate(take=take_turn)
    own_prompt = OwnPrompt(take=take_turn, end=end)
    raise_ask = RaiseAsk(amend=amend, suggest=suggest)
    open_relay, carry_reply = OpenRelay(rooms=rooms), CarryReply()
    recheck = RecheckPrompt(clock=clock, hours=hours)
    form_turn = FormTurn(take=take_turn, end=end)
    kinds: Sequence[FormKind] = (
        AnswerForm(turn=form_turn),
        *(ExtraForm(turn=form_turn, kind=kind) for kind in AskKind),
        OwnForm(turn=form_turn),
        AwayForm(turn=form_turn),
        UpdateForm(record=record_update),
        SettingsForm(),
    )
    announce = Announce()
    revise_note = ReviseNote(amend=amend)
    use_cases = UseCases(
        announce=announce,
        answer_introduction=AnswerIntroduction(open_relay=open_relay),
        answer_question=AnswerQuestion(
            announce=announce,
            choose_hat=ChooseHat(amend=amend),
            choose_readers=ChooseReaders(amend=amend),
            confirm=ConfirmNote(amend=amend),
            match=AnswerMatch(open_relay=open_relay, suggest=suggest),
            of_relays=AnswerRelayQuestion(open_relay=open_relay, carry_reply=carry_reply),
            raise_ask=raise_ask,
            record=record_update,
        ),
        carry_reply=carry_reply,
        change_agreement=ChangeAgreement(plan_calendar=plan_calendar),
        change_carried=ChangeCarried(),
        change_roster=ChangeRoster(plan_calendar=plan_calendar, leave_prompts=leave_prompts),
        close_ask=CloseAsk(hours=hours),
        close_round_by_hand=CloseRoundByHand(),
        come_back=ComeBack(),
        converse=Converse(take=take_turn, end=end),
        diagnose=Diagnose(holidays=holidays, troubles=troubles, clock_back=clock_back, here=here),
        edit_answer=EditAnswer(own_prompt=own_prompt),
        find_prompt=FindPrompt(taps=taps),
        go_away=go_away,
        introduce=Introduce(hours=hours),
        invite_person=InvitePerson(),
        join=Join(),
        note_update=NoteUpdate(amend=amend),
        nudge_by_hand=NudgeByHand(hours=hours),
        open_relay=open_relay,
        open_round_by_hand=OpenRoundByHand(start=start),
        pass_on=PassOn(own_prompt=own_prompt),
        post_digest=PostDigest(freeze=freeze),
        preview_digest=PreviewDigest(),
        press=Press(take=take_turn, end=end),
        raise_ask=raise_ask,
        record_update=record_update,
        report_lost_room=ReportLostRoom(),
        report_unreadable=ReportUnreadable(),
        revise_answer=ReviseAnswer(keep=keep, single=ReviseSingle(amend=amend), note=revise_note),
        say_same=SaySame(own_prompt=own_prompt, record=record_update),
        show_digest=ShowDigest(),
        show_holidays=ShowHolidays(holidays=holidays),
        show_home=ShowHome(show_setup=show_setup),
        show_own_prompt=ShowOwnPrompt(taps=taps),
        show_setup=show_setup,
        skip_prompt=SkipPrompt(own_prompt=own_prompt),
        steer_digest=SteerDigest(),
        stop_asking=stop_asking,
        submit_form=SubmitForm(kinds=kinds),
        undo_roster=UndoRoster(plan_calendar=plan_calendar),
        withdraw_answer=WithdrawAnswer(keep=keep, note=revise_note),
        withdraw_numbered=WithdrawNumbered(keep=keep),
    )
    return Composition(
        use_cases=use_cases,
        apply_coalition=ApplyCoalition(store=store, clock=clock, plan_calendar=plan_calendar),
        preparer=PrepareDelivery(
            prompt=PreparePrompt(recheck=recheck, taps=taps),
            relay=RecheckRelay(clock=clock),
            introduction=RecheckIntroduction(clock=clock),
            notice=RecheckNotice(clock=clock),
        ),
        outcomes=TellOutcomes(clock=clock, prompt_sent=PromptSent(reactions=reactions, taps=taps)),
        tick=Tick(store=store, handlers=handlers),
        forms=OpenForm(kinds=kinds),
    )
