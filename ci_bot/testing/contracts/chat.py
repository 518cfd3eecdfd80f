"""What every platform promises the core. Subclass it, and give it the fixture `place`.

class TestMyChat(ChatContract):
    @pytest.fixture
    async def place(self) -> AsyncIterator[ChatPlace]: ...
"""

from ci_bot.testing.contracts.chat_conversation import ConversationPromises
from ci_bot.testing.contracts.chat_receiving import ReceivingPromises
from ci_bot.testing.contracts.chat_sending import SendingPromises


class ChatContract(SendingPromises, ConversationPromises, ReceivingPromises):
    """All promises of the chat port."""
