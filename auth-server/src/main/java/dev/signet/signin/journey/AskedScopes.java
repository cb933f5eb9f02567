package dev.signet.signin.journey;

import java.util.Set;

import org.springframework.modulith.NamedInterface;

/**
 * Which scopes a request that waits asks a person to allow: those it names, and those
 * that open the claims it asks for by name (OpenID Connect Core 1.0 §5.5).
 */
@NamedInterface("journey")
public interface AskedScopes {

	/** The scopes, empty when the request is none that could be answered. */
	Set<String> of(PendingRequest request);

}
