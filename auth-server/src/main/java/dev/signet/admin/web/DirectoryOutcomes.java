package dev.signet.admin.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.admin.web.DirectoryOutcome.Given;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPerson;
import dev.signet.directory.DirectoryRule;
import dev.signet.directory.Sighting;
import dev.signet.linking.DirectoryTrials;
import dev.signet.linking.LinkingDecision.Reason;
import dev.signet.linking.LinkingDecision.Result;
import dev.signet.linking.LinkingInputs;
import dev.signet.linking.LinkingPreview;
import dev.signet.linking.LocalAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Asks what would become of somebody who was found in a directory, and writes nothing.
 */
@Component
class DirectoryOutcomes {

	private static final String WORDS = "admin.directory.why.";

	private final DirectoryTrials trials;

	private final DirectoryLinks links;

	private final Accounts accounts;

	DirectoryOutcomes(DirectoryTrials trials, DirectoryLinks links, Accounts accounts) {
		this.trials = trials;
		this.links = links;
		this.accounts = accounts;
	}

	/**
	 * What would become of somebody who signs in with this name, if the directory were
	 * switched on.
	 */
	DirectoryOutcome of(Directory directory, String name, Sighting sighting) {
		DirectoryPerson person = sighting.person();
		if (person == null) {
			return nobody(sighting);
		}
		LinkingPreview preview = this.trials.preview(directory, person);
		String obstacle = obstacle(directory, name, sighting);
		Optional<Account> named = Optional.ofNullable(person.username()).flatMap(this.accounts::findByLogin);
		Result result = (obstacle != null) ? Result.REFUSE : preview.decision().result();
		return new DirectoryOutcome(result.name(), result == Result.CREATE && this.trials.moreIsAsked(person, preview),
				(obstacle != null) ? WORDS + obstacle : reason(preview.decision().reason()), sighting.dn(),
				person.subject(), person.username(), (person.email() != null) ? person.email().value() : null,
				directory.settings().accounts().emailTrusted(),
				preview.collidesWith().flatMap(this.accounts::find).map(Account::username).orElse(null),
				named.map(Account::username).orElse(null), sighting.password().name(), new TreeSet<>(person.groups()),
				given(directory, person), inputs(preview.inputs()), sighting.attributes());
	}

	private static DirectoryOutcome nobody(Sighting sighting) {
		String why = switch (sighting.found()) {
			case 0 -> "nobody";
			case 1 -> "no-subject";
			default -> "several";
		};
		return new DirectoryOutcome(Result.REFUSE.name(), false, WORDS + why, sighting.dn(), null, null, null, false,
				null, null, sighting.password().name(), Set.of(), new Given(Set.of(), Set.of()), Map.of(),
				sighting.attributes());
	}

	/** What stands in the way before anything is decided. */
	private @Nullable String obstacle(Directory directory, String name, Sighting sighting) {
		if (!this.trials.asked(directory, name)) {
			return "not-asked";
		}
		if (sighting.standing().out()) {
			return sighting.standing().name().toLowerCase(Locale.ROOT);
		}
		return sighting.usable() ? null : "password";
	}

	/** What can be said of providers only is said as it is of them. */
	private static String reason(Reason reason) {
		return switch (reason) {
			case LINKED -> WORDS + "linked";
			case NEW -> WORDS + "new";
			case ADDRESS_WAS_CLAIMED -> WORDS + "address-was-claimed";
			case ADDRESS_HAS_ACCOUNT -> WORDS + "address-has-account";
			case ACCOUNT_OFF -> WORDS + "account-off";
			case CREATION_OFF -> WORDS + "creation-off";
			default -> reason.adminKey();
		};
	}

	private Given given(Directory directory, DirectoryPerson person) {
		return new Given(this.links.given(directory, person, DirectoryRule.Kind.ROLE),
				this.links.given(directory, person, DirectoryRule.Kind.GROUP));
	}

	/** In the order in which the table asks. */
	private static Map<String, String> inputs(LinkingInputs inputs) {
		Map<String, String> shown = new LinkedHashMap<>();
		shown.put("known", yesNo(inputs.known()));
		shown.put("accountUsable", yesNo(inputs.accountUsable()));
		shown.put("emailTrusted", yesNo(inputs.emailTrusted()));
		shown.put("address", inputs.address().name());
		shown.put("creation", inputs.creation().name());
		return shown;
	}

	private static String yesNo(boolean value) {
		return value ? "yes" : "no";
	}

}
