package dev.signet.federation.preset;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.settings.ProviderSettings;

/**
 * Microsoft has an issuer for each tenant. Under the names for many tenants
 * ({@code common}, {@code organizations}) the document shows a template, and each token
 * names its own tenant. The address is what the tenant's administrators typed, so it
 * counts as verified only where Microsoft says that they own its domain.
 */
final class MicrosoftQuirks extends Quirks {

	static final String TEMPLATE = "{tenantid}";

	/** Under {@code consumers}, all are of this tenant. */
	private static final String CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";

	private static final Pattern MANY = Pattern.compile("(.*/)(common|organizations|consumers)(/v2\\.0/?)");

	private static final Pattern TENANT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	@Override
	public boolean issuerFits(String typed, String found) {
		return typed.equals(found) || many(typed)
			.filter((many) -> found.equals(tenant(many, TEMPLATE))
					|| many.group(2).equals("consumers") && found.equals(tenant(many, CONSUMERS)))
			.isPresent();
	}

	@Override
	public String issuer(String found, Map<String, Object> claims) throws UpstreamTrouble {
		if (!found.contains(TEMPLATE)) {
			return found;
		}
		if (claims.get("tid") instanceof String tenant && TENANT.matcher(tenant).matches()) {
			return found.replace(TEMPLATE, tenant);
		}
		throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, "The ID token: names no tenant.");
	}

	@Override
	public boolean answersAs(String found, String named) {
		int at = found.indexOf(TEMPLATE);
		if (at < 0) {
			return found.equals(named);
		}
		return named.matches(Pattern.quote(found.substring(0, at)) + TENANT.pattern()
				+ Pattern.quote(found.substring(at + TEMPLATE.length())));
	}

	/** An optional claim: "email domain owner verified". */
	@Override
	boolean emailVerified(ProviderSettings settings, Map<String, Object> claims) {
		Object verified = claims.get("xms_edov");
		return isTrue(verified) || "1".equals(verified) || Integer.valueOf(1).equals(verified)
				|| Long.valueOf(1).equals(verified);
	}

	@Override
	String found(String typed) {
		return many(typed).map((many) -> tenant(many, many.group(2).equals("consumers") ? CONSUMERS : TEMPLATE))
			.orElse(typed);
	}

	@Override
	void claim(ProviderSettings settings, Claimed claimed, Map<String, Object> claims) {
		claims.put("sub", claimed.subject());
		if (claimed.tenant() != null) {
			claims.put("tid", claimed.tenant());
		}
		if (claimed.email() != null) {
			claims.put(EMAIL, claimed.email());
			claims.put("xms_edov", claimed.emailVerified());
		}
	}

	private static Optional<Matcher> many(String typed) {
		Matcher many = MANY.matcher(typed);
		return many.matches() ? Optional.of(many) : Optional.empty();
	}

	private static String tenant(Matcher many, String tenant) {
		return many.group(1) + tenant + many.group(3);
	}

}
