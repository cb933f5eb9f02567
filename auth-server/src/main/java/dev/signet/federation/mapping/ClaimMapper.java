package dev.signet.federation.mapping;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.GroupName;
import dev.signet.account.PhoneNumber;
import dev.signet.account.Profile;
import dev.signet.account.Roles;
import dev.signet.database.Columns;
import dev.signet.federation.preset.ProfileFields;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.ClaimMapping;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns what a provider tells of a person into what is kept of them here, by the rules of
 * the provider's {@link ClaimMapping}. What is claimed there is data: a value that breaks
 * a rule of this server is left out and named.
 */
@Component
public class ClaimMapper {

	private final Accounts accounts;

	private final MappedRoles mappedRoles;

	private final MappingProperties properties;

	private final Clock clock;

	ClaimMapper(Accounts accounts, MappedRoles mappedRoles, MappingProperties properties, Clock clock) {
		this.accounts = accounts;
		this.mappedRoles = mappedRoles;
		this.properties = properties;
		this.clock = clock;
	}

	/** What the mapping makes of a person. Asks and changes nothing. */
	public MappedPerson map(Provider provider, UpstreamPerson person) {
		ClaimMapping mapping = provider.settings().mapping();
		List<UnusableClaim> unusable = new ArrayList<>();
		Map<String, String> profile = new TreeMap<>();
		mapping.profile().forEach((rule) -> fill(rule, person.claims(), profile, unusable));
		Set<String> roles = new TreeSet<>();
		Set<String> groups = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		for (ClaimMapping.RoleRule rule : mapping.roles()) {
			if (meets(rule, person.claims())) {
				refusal(rule).ifPresentOrElse((key) -> unusable.add(new UnusableClaim(rule.claim(), rule.name(), key)),
						() -> ((rule.kind() == ClaimMapping.Kind.ROLE) ? roles : groups).add(rule.name()));
			}
		}
		return new MappedPerson(profile, roles, groups, unusable);
	}

	/**
	 * Keeps what a mapping made of a person who signs in, before the sign-in is whole, so
	 * that what is asked of holders of a role is asked of them. A mapping that counts
	 * once fills what the account does not know yet, and gives roles, at the first
	 * sign-in by that link; one that counts at each goes on to. In both, what it gave is
	 * gone when it would not be given any more. Joins the caller's transaction.
	 * @param first whether it is the first sign-in by that link
	 */
	@Transactional
	public void apply(AccountId accountId, Provider provider, MappedPerson person, boolean first) {
		boolean each = provider.settings().mapping().when() == ClaimMapping.When.EACH;
		// First: it may lock all administrators, unless the caller holds them already
		this.mappedRoles.follow(accountId, provider.id(), person, first || each);
		if (first || each) {
			fillProfile(accountId, person.profile(), each);
		}
	}

	/** The first rule for a field that finds something fills it. */
	private static void fill(ClaimMapping.ProfileRule rule, Map<String, Object> claims, Map<String, String> profile,
			List<UnusableClaim> unusable) {
		Optional<Object> claim = ClaimPath.find(claims, rule.claim());
		if (claim.isEmpty() || profile.containsKey(rule.field()) || !ProfileFields.names().contains(rule.field())) {
			return;
		}
		Optional<String> text = text(claim.get());
		Optional<String> value = text.map((found) -> ProfileFields.tidy(rule.field(), found.strip()))
			.filter((found) -> !found.isEmpty());
		if (text.isEmpty()) {
			unusable.add(new UnusableClaim(rule.claim(), rule.field(), "federation.mapping.no-text"));
		}
		value.ifPresent((found) -> ProfileFields.problem(rule.field(), found)
			.ifPresentOrElse((key) -> unusable.add(new UnusableClaim(rule.claim(), rule.field(), key)),
					() -> profile.put(rule.field(), found)));
	}

	private static boolean meets(ClaimMapping.RoleRule rule, Map<String, Object> claims) {
		return ClaimPath.find(claims, rule.claim())
			.map((claim) -> (claim instanceof Collection<?> values)
					? values.stream().anyMatch((each) -> each != null && says(each, rule.value()))
					: says(claim, rule.value()))
			.orElse(false);
	}

	private static boolean says(Object claim, String value) {
		return text(claim).filter(value::equals).isPresent();
	}

	/** Of a text, a number, true or false. */
	private static Optional<String> text(Object claim) {
		return (claim instanceof String || claim instanceof Number || claim instanceof Boolean)
				? Optional.of(claim.toString()) : Optional.empty();
	}

	/** Why a rule gives nothing although it is met. */
	private Optional<String> refusal(ClaimMapping.RoleRule rule) {
		if (rule.kind() == ClaimMapping.Kind.GROUP) {
			return GroupName.parse(rule.name()).isPresent() ? Optional.empty() : Optional.of("account.group.form");
		}
		if (!Roles.wellFormed(rule.name())) {
			return Optional.of("account.role.form");
		}
		return (rule.name().equals(Roles.ADMIN) && !this.properties.giveAdmin())
				? Optional.of("federation.mapping.admin") : Optional.empty();
	}

	private void fillProfile(AccountId accountId, Map<String, String> values, boolean replace) {
		if (values.isEmpty()) {
			return;
		}
		Instant now = Columns.now(this.clock);
		this.accounts.hold(accountId);
		this.accounts.update(accountId, (account) -> {
			Map<String, String> fresh = new TreeMap<>(values);
			if (!replace) {
				fresh.keySet().removeAll(ProfileFields.known(account.profile()));
			}
			Optional.ofNullable(fresh.remove(ProfileFields.PHONE_NUMBER))
				.filter((number) -> replace || account.phoneNumber().isEmpty())
				.ifPresent((number) -> changePhoneNumber(account, number, now));
			Profile profile = ProfileFields.with(account.profile(), fresh);
			// What was kept under the rules of yesterday must not stop a sign-in
			if (profile.problems().isEmpty()) {
				account.changeProfile(profile, now);
			}
		});
	}

	/** Another number is not proved, whatever is said; the same one stays as it is. */
	private static void changePhoneNumber(Account account, String number, Instant now) {
		Optional<PhoneNumber> wanted = PhoneNumber.parse(number);
		if (!wanted.equals(account.phoneNumber())) {
			account.changePhoneNumber(wanted.orElse(null), false, now);
		}
	}

}
