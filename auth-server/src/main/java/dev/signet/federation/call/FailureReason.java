package dev.signet.federation.call;

import org.springframework.modulith.NamedInterface;

/**
 * Why a visit to a provider came to nothing. The names are recorded; never rename one.
 */
@NamedInterface("call")
public enum FailureReason {

	/** The person said no over there. */
	CANCELLED,

	/** The answer belongs to no visit of this browser, or to one answered before. */
	WRONG_STATE,

	/** It took longer than ten minutes. */
	EXPIRED,

	/** The provider answered with an error: the set-up is wrong, here or there. */
	REFUSED_BY_PROVIDER,

	/** The provider cannot be reached, is too slow, or has trouble. */
	PROVIDER_DOWN,

	/** What came back is broken, or does not prove what it must. */
	NOTHING_USABLE,

	/** It is proved who it is, but this provider's settings do not let them in. */
	NOT_ALLOWED

}
