package dev.signet.client;

import java.util.List;

/**
 * Which classes of sign-in people can reach here, so that no client is registered for
 * another, nor shuts people out by one of earlier days. Who signs people in stands above
 * this package.
 */
public interface AcrOffer {

	/** Their references, the weakest first (OpenID Connect Core 1.0 §2, {@code acr}). */
	List<String> references();

	/**
	 * Which of them a client wants when its request does not say, the most welcome first.
	 */
	default List<String> wantedBy(Client client) {
		return client.defaultAcrValues().stream().filter(references()::contains).toList();
	}

}
