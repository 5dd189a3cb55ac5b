"""What the first day of a kiosk asks of central: a place in the network, and one exchange until all is there."""

from kiosk.core import state
from sync.agent.enrol import enrol
from sync.agent.errors import AgentError, InsecureError
from sync.agent.exchange import exchange_until_done


class Asking:
    """Each deed returns the word of what went wrong, "" where nothing did; none raises AgentError."""

    def enrol(self, address: str, code: str, name: str) -> str:
        """Trade a code for a place and exchange at once: whoever works at the centre comes with it."""
        try:
            answer = enrol(address, code, name)
        except AgentError as error:
            return error.word
        except ValueError:
            # What was typed is no address at all.
            return InsecureError.word
        state.put(centre_name=answer.centre_name)
        return self.exchange()

    def exchange(self) -> str:
        """Exchange until nothing waits on either side. Needs this thread's database connection."""
        report = exchange_until_done()
        return report.problem or ("" if report.is_synced else "stuck")
