"""What every platform promises the core. Subclass it, and give it the fixture `place`.

class TestMyChat(ChatContract):
    @pytest.fixture
    async def place(self) -> AsyncIterator[ChatPlace]: ...
"""

from ci_bot.testing.contracts.chat_conversation import ConversationPromises
from ci_bot.testing.contracts.chat_pictures import PicturePromises
from ci_bot.testing.contracts.chat_receiving import ReceivingPromises
from ci_bot.testing.contracts.chat_sending import SendingPromises
from ci_bot.testing.contracts.chat_tapping import TappingPromises


class ChatContract(
    SendingPromises, PicturePromises, ConversationPromises, ReceivingPromises, TappingPromises
):
    """All promises of the chat port."""
