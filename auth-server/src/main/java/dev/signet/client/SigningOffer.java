package dev.signet.client;

import java.util.List;

/**
 * What this server signs with, so that no client is registered for anything else. Who
 * signs stands above this package.
 */
public interface SigningOffer {

	/** The algorithms by their names (RFC 7518 §3.1), RS256 first. */
	List<String> algorithms();

}
