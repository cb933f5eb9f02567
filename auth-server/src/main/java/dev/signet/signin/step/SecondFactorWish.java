package dev.signet.signin.step;

/** What an authorization request says of a second factor. */
public enum SecondFactorWish {

	/** Nothing. */
	NONE,

	/** Who has one is to prove it; who has none goes on without. */
	WELCOME,

	/** Nobody goes on without one. */
	NEEDED

}
