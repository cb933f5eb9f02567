package dev.signet.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.jwt.BadJwtException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class VerifiedTokensTests {

	private final Set<String> published = new HashSet<>(Set.of("key-1"));

	private final VerifiedTokens tokens = new VerifiedTokens(this.published::contains);

	private final List<String> verified = new ArrayList<>();

	@Test
	void getWhenSeenBeforeThenTheSignatureIsNotCheckedAgain() {
		VerifiedToken first = this.tokens.get("header.content.signature", this::verify);
		assertThat(this.tokens.get("header.content.signature", this::verify)).isSameAs(first);
		assertThat(this.verified).hasSize(1);
	}

	@Test
	void getWhenOnlyTheSignatureDiffersThenItIsChecked() {
		this.tokens.get("header.content.signature", this::verify);
		assertThatExceptionOfType(BadJwtException.class)
			.isThrownBy(() -> this.tokens.get("header.content.signaturf", this::refuse));
	}

	@Test
	void getWhenRefusedThenThatIsNotRemembered() {
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> this.tokens.get("a.b.c", this::refuse));
		assertThat(this.tokens.get("a.b.c", this::verify).keyId()).isEqualTo("key-1");
	}

	@Test
	void getWhenTheKeyIsWithdrawnMeanwhileThenItIsCheckedAgain() {
		this.tokens.get("a.b.c", this::verify);
		this.published.clear();
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> this.tokens.get("a.b.c", this::refuse));
	}

	private VerifiedToken verify(String value) {
		this.verified.add(value);
		Instant now = Instant.EPOCH;
		return new VerifiedToken(new AccessToken("id", "issuer", "subject", "client", List.of("audience"), Set.of(),
				List.of(), now, now, null, null, null, Map.of(), Map.of(), Set.of()), "key-1", now);
	}

	private VerifiedToken refuse(String value) {
		throw new BadJwtException("Not ours");
	}

}
