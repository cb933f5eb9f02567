package dev.signet.proof;

import org.jspecify.annotations.Nullable;

/**
 * A proof with the one chance to see its secrets: only digests of them are stored.
 *
 * @param token what stands in the link
 * @param code the same for people who type, or null when there is none
 */
public record NewProof(String token, @Nullable String code) {

	/** Without the secrets. */
	@Override
	public String toString() {
		return "NewProof";
	}

}
