package dev.signet.client;

/** Whether people must prove a second factor. The names are stored; never rename one. */
public enum SecondFactorNeed {

	/** They need none. */
	NONE,

	/** They need none yet, but who would have been stopped is recorded. */
	REPORTED,

	/** Without one they go no further. */
	REQUIRED

}
