package dev.signet.linking;

/** What the settings of a provider say to an account for somebody who has none. */
public enum CreationAnswer {

	/** They get one. */
	ALLOWED,

	/** They get one that an administrator approves first. */
	APPROVAL,

	/** Nobody gets one. */
	OFF,

	/** Only people of other domains get one. */
	WRONG_DOMAIN,

	/** It depends on their address, and there is none that could be proved. */
	NO_ADDRESS

}
