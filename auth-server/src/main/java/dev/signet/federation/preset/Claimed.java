package dev.signet.federation.preset;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;

/**
 * What a provider might claim about somebody, whatever it calls that.
 *
 * @param subject the name that never changes over there
 * @param email the address, or null
 * @param emailVerified whether the address is claimed to be theirs, where there is a
 * claim for it
 * @param tenant who vouches for them where a provider has many issuers, or null
 * @param others claims beside these, by the names that the provider has for them
 */
@NamedInterface("preset")
public record Claimed(String subject, @Nullable String email, boolean emailVerified, @Nullable String tenant,
		Map<String, Object> others) {

	/** Tells nothing of the person. */
	@Override
	public String toString() {
		return "Claimed[" + this.others.size() + " others]";
	}

}
