package dev.signet.admin.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.signet.federation.preset.Preset;

/**
 * Which fields the form for a kind of provider has: first the few that this kind cannot
 * do without, then the others, in groups.
 */
final class ProviderFields {

	/** The names of all but the secret, as a regular expression. */
	static final String NAMES = "name|issuer|tenant|authorization|token|userinfo|jwks|endSession|clientId|appleTeam"
			+ "|appleKeyId|authentication|secretExpires|scopes|prompt|hostedDomain|buttonText|icon|position|domains"
			+ "|clients|emailTrusted|creation|creationDomains|logoutUpstream";

	/** The name of that. */
	static final String SECRET = "secret";

	private ProviderFields() {
	}

	/** What must be filled in. */
	static List<ProviderField> first(Preset preset) {
		return switch (preset) {
			case OPENID_CONNECT ->
				List.of(ProviderField.NAME, ProviderField.ISSUER, ProviderField.CLIENT_ID, ProviderField.SECRET);
			case OAUTH2 -> List.of(ProviderField.NAME, ProviderField.AUTHORIZATION, ProviderField.TOKEN,
					ProviderField.USERINFO, ProviderField.CLIENT_ID, ProviderField.SECRET);
			case MICROSOFT -> List.of(ProviderField.TENANT, ProviderField.CLIENT_ID, ProviderField.SECRET,
					ProviderField.SECRET_EXPIRES);
			case APPLE -> List.of(ProviderField.CLIENT_ID, ProviderField.APPLE_TEAM, ProviderField.APPLE_KEY_ID,
					ProviderField.KEY);
			default -> List.of(ProviderField.CLIENT_ID, ProviderField.SECRET);
		};
	}

	/** What may be, with the name of each group. */
	static List<Group> more(Preset preset) {
		List<ProviderField> offered = new ArrayList<>(List.of(ProviderField.BUTTON_TEXT, ProviderField.ICON,
				ProviderField.POSITION, ProviderField.DOMAINS, ProviderField.CLIENTS));
		if (!first(preset).contains(ProviderField.NAME)) {
			offered.add(0, ProviderField.NAME);
		}
		return List.of(new Group("offered", offered),
				new Group("accounts",
						List.of(ProviderField.EMAIL_TRUSTED, ProviderField.CREATION, ProviderField.CREATION_DOMAINS)),
				new Group("asked", asked(preset)));
	}

	/** All of them. */
	static List<ProviderField> all(Preset preset) {
		return Stream.concat(first(preset).stream(), more(preset).stream().flatMap((group) -> group.fields().stream()))
			.toList();
	}

	private static List<ProviderField> asked(Preset preset) {
		List<ProviderField> asked = new ArrayList<>(List.of(ProviderField.SCOPES));
		if (preset.openIdConnect()) {
			asked.add(ProviderField.PROMPT);
		}
		if (preset == Preset.GOOGLE) {
			asked.add(ProviderField.HOSTED_DOMAIN);
		}
		if (preset == Preset.GITLAB) {
			asked.add(ProviderField.ISSUER);
		}
		if (preset == Preset.OPENID_CONNECT) {
			asked
				.addAll(List.of(ProviderField.AUTHENTICATION, ProviderField.SECRET_EXPIRES, ProviderField.AUTHORIZATION,
						ProviderField.TOKEN, ProviderField.USERINFO, ProviderField.JWKS, ProviderField.END_SESSION));
		}
		else if (preset != Preset.MICROSOFT && preset != Preset.APPLE) {
			asked.add(ProviderField.SECRET_EXPIRES);
		}
		if (preset == Preset.OAUTH2) {
			asked.add(ProviderField.AUTHENTICATION);
		}
		if (preset.openIdConnect()) {
			asked.add(ProviderField.LOGOUT_UPSTREAM);
		}
		return asked;
	}

	/**
	 * Fields that belong together.
	 *
	 * @param name the end of the key of its words, {@code admin.form.}
	 * @param fields the fields
	 */
	record Group(String name, List<ProviderField> fields) {
	}

}
