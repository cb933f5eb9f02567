package dev.signet.token;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.secret.Sha256;

/**
 * Remembers that the signature of an access token is right, since the same token comes
 * with each call of an app. Only that is remembered, and only while its key is published:
 * time, grant and account are asked each time. Nobody can fill it but with tokens that we
 * signed.
 */
final class VerifiedTokens {

	private static final int MOST = 2_000;

	private static final Duration UNUSED = Duration.ofMinutes(5);

	private final Predicate<String> published;

	/** Under the digest of the whole token, its signature included. */
	private final Cache<ByteBuffer, VerifiedToken> remembered = Caffeine.newBuilder()
		.maximumSize(MOST)
		.expireAfterAccess(UNUSED)
		.build();

	/**
	 * Nothing is remembered yet.
	 * @param published whether the key of this id is published
	 */
	VerifiedTokens(Predicate<String> published) {
		this.published = published;
	}

	/**
	 * What a token says.
	 * @param verify checks the signature, or throws; what it throws is not remembered
	 */
	VerifiedToken get(String value, Function<String, VerifiedToken> verify) {
		ByteBuffer digest = ByteBuffer.wrap(Sha256.of(value));
		VerifiedToken known = this.remembered.getIfPresent(digest);
		if (known != null && this.published.test(known.keyId())) {
			return known;
		}
		VerifiedToken verified = verify.apply(value);
		this.remembered.put(digest, verified);
		return verified;
	}

}
