package dev.signet.recovery;

import dev.signet.account.AccountDisabled;
import dev.signet.account.AccountId;
import dev.signet.account.AccountLocked;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.DeletionAsked;
import dev.signet.account.EmailChanged;
import dev.signet.credential.PasswordChanged;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends what was mailed before when the account changes hands or shape, so that a link
 * which somebody else asked for does not outlive what its owner does against it.
 */
@Component
class ProofEndings {

	private final MailedProofs proofs;

	ProofEndings(MailedProofs proofs) {
		this.proofs = proofs;
	}

	@EventListener
	void on(PasswordChanged event) {
		end(event.accountId(), Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL, Purpose.SECOND_FACTOR);
	}

	@EventListener
	void on(EmailChanged event) {
		end(event.accountId(), Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL, Purpose.VERIFY_EMAIL,
				Purpose.SECOND_FACTOR);
	}

	@EventListener
	void on(AccountLocked event) {
		end(event.accountId(), Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL, Purpose.SECOND_FACTOR);
	}

	@EventListener
	void on(AccountReclaimed event) {
		end(event.accountId(), Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL, Purpose.VERIFY_EMAIL,
				Purpose.SECOND_FACTOR);
	}

	@EventListener
	void on(DeletionAsked event) {
		end(event.accountId(), Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL, Purpose.SECOND_FACTOR);
	}

	@EventListener
	void on(AccountDisabled event) {
		end(event.accountId(), Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL, Purpose.SECOND_FACTOR);
	}

	private void end(AccountId accountId, Purpose... purposes) {
		for (Purpose purpose : purposes) {
			this.proofs.end(accountId, purpose);
		}
	}

}
