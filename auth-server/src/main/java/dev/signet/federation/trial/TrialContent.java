package dev.signet.federation.trial;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.signet.federation.preset.UpstreamPerson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is remembered of a trial and encrypted.
 *
 * @param issuer the issuer of the person who came back
 * @param subject their name over there
 * @param email their address, or null
 * @param emailVerified whether the provider says that it is theirs
 * @param claims what else came, as far as there is room
 * @param sid their session over there, or null
 * @param refused why they are nobody who is let in, null when they are
 * @param granted the scopes that were granted; null when the provider did not say
 * @param whole whether all claims are here
 */
record TrialContent(String issuer, String subject, @Nullable String email, boolean emailVerified,
		Map<String, Object> claims, @Nullable String sid, @Nullable String refused, @Nullable Set<String> granted,
		boolean whole) {

	/** In bytes of JSON. */
	static final int LONGEST = 16 * 1024;

	/** Half a pair of surrogates is no UTF-8, but may come. */
	private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	/** Leaves the longest claims out when there are too many. */
	static TrialContent of(UpstreamPerson person, @Nullable Set<String> granted, @Nullable String refused) {
		Map<String, Object> claims = new LinkedHashMap<>(person.claims());
		TrialContent content = of(person, claims, granted, refused, true);
		while (content.write().length > LONGEST && !claims.isEmpty()) {
			claims.keySet()
				.stream()
				.max(Comparator
					.comparingInt((claim) -> claim.length() + JSON.writeValueAsBytes(claims.get(claim)).length))
				.ifPresent(claims::remove);
			content = of(person, claims, granted, refused, false);
		}
		return content;
	}

	private static TrialContent of(UpstreamPerson person, Map<String, Object> claims, @Nullable Set<String> granted,
			@Nullable String refused, boolean whole) {
		return new TrialContent(person.issuer(), person.subject(), person.email(), person.emailVerified(), claims,
				person.sid(), refused, granted, whole);
	}

	static TrialContent read(byte[] json) {
		return JSON.readValue(json, TrialContent.class);
	}

	byte[] write() {
		return JSON.writeValueAsBytes(this);
	}

	UpstreamPerson person() {
		return new UpstreamPerson(this.issuer, this.subject, this.email, this.emailVerified, this.claims, this.sid);
	}

}
