"""What every store promises the core. Subclass it, and give it the fixture `store`.

class TestMyStore(StoreContract):
    @pytest.fixture
    async def store(self) -> AsyncIterator[Store]: ...
"""

from ci_bot.testing.contracts.store_coalition import CoalitionPromises
from ci_bot.testing.contracts.store_inbox import InboxPromises
from ci_bot.testing.contracts.store_instance import InstancePromises
from ci_bot.testing.contracts.store_lanes import LanePromises
from ci_bot.testing.contracts.store_outbox import OutboxPromises
from ci_bot.testing.contracts.store_outbox_answers import OutboxAnswers
from ci_bot.testing.contracts.store_outbox_trouble import OutboxTrouble
from ci_bot.testing.contracts.store_own_answers import OwnAnswerPromises
from ci_bot.testing.contracts.store_relays import RelayPromises
from ci_bot.testing.contracts.store_roster_changes import RosterChangePromises
from ci_bot.testing.contracts.store_rounds import RoundPromises
from ci_bot.testing.contracts.store_said import SaidPromises
from ci_bot.testing.contracts.store_search import SearchPromises
from ci_bot.testing.contracts.store_transactions import TransactionPromises


class StoreContract(
    TransactionPromises,
    CoalitionPromises,
    RoundPromises,
    SaidPromises,
    SearchPromises,
    OwnAnswerPromises,
    RelayPromises,
    RosterChangePromises,
    InboxPromises,
    LanePromises,
    OutboxPromises,
    OutboxAnswers,
    OutboxTrouble,
    InstancePromises,
):
    """All promises of the store port."""
