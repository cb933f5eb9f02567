package dev.signet.client;

import java.util.List;

/**
 * Which classes of sign-in people can reach here, so that no client is registered for
 * another. Who signs people in stands above this package.
 */
public interface AcrOffer {

	/** Their references, the weakest first (OpenID Connect Core 1.0 §2, {@code acr}). */
	List<String> references();

}
