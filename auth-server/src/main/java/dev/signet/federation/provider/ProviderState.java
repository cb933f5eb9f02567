package dev.signet.federation.provider;

/** Who sees a provider. The names are stored; never rename one. */
public enum ProviderState {

	/** New, and not yet proved to work: administrators alone can try it. */
	HIDDEN,

	/** People can sign in with it. */
	ENABLED,

	/** It was enabled once and is switched off. What was linked stays. */
	DISABLED

}
