package dev.signet.signin.throttle;

import java.util.List;

import dev.signet.account.AccountId;
import dev.signet.proof.Asker;

import org.springframework.modulith.NamedInterface;

/** Knows for whom guesses count at passwords that are kept elsewhere than here. */
@NamedInterface("throttle")
public interface LimitsElsewhere {

	/** All for whom guesses at those of an account count. */
	List<Asker> of(AccountId accountId);

}
