package dev.signet.registration;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.signet.secret.RandomText;
import dev.signet.secret.Sha256;

/**
 * The secret of 256 random bits in the link of an invitation. Only its digest is stored.
 *
 * @param value the secret, as it stands in the link
 */
record InvitationToken(String value) {

	private static final String PREFIX = "sgn_inv_";

	private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

	static InvitationToken random(RandomText random) {
		return new InvitationToken(random.secret(PREFIX));
	}

	/** Reads what came with a link; empty when it cannot be one. */
	static Optional<InvitationToken> parse(String text) {
		return FORM.matcher(text).matches() ? Optional.of(new InvitationToken(text)) : Optional.empty();
	}

	byte[] digest() {
		return Sha256.of(this.value);
	}

	/** The page that the link leads to. */
	String path() {
		return "/register?invitation=" + this.value;
	}

	/** Never the secret. */
	@Override
	public String toString() {
		return "InvitationToken";
	}

}
