package dev.signet.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.signet.account.EmailAddress;
import dev.signet.account.GroupName;
import dev.signet.account.Roles;
import dev.signet.registration.RegistrationProperties.Mode;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What an invitation may say. Nobody gives away a role by it that they do not hold; an
 * administrator, who can take any, may give any.
 */
@Component
class InvitationRules {

	static final Duration USUAL_LIFE = Duration.ofDays(7);

	private static final Duration LONGEST_LIFE = Duration.ofDays(366);

	private static final int MOST_USES = 1000;

	private static final int MOST_NAMES = 50;

	private static final Pattern NOTE = Pattern.compile("[^\\p{C}]{1,500}");

	private final RegistrationProperties settings;

	private final Clock clock;

	InvitationRules(RegistrationProperties settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * All that is wrong, empty for nothing.
	 * @param held the roles of who wants it
	 */
	List<InvitationProblem> check(NewInvitation wanted, Set<String> held) {
		List<InvitationProblem> problems = new ArrayList<>();
		if (this.settings.mode() == Mode.CLOSED) {
			problems.add(new InvitationProblem("mode", "Nobody could use it: signet.registration.mode is closed."));
		}
		checkAddress(wanted, problems);
		checkUses(wanted, problems);
		if (!possible(wanted.expiresAt())) {
			problems.add(new InvitationProblem("expires_at", "Name a moment within the next 366 days."));
		}
		if (wanted.roles().size() > MOST_NAMES || !wanted.roles().stream().allMatch(Roles::wellFormed)) {
			problems.add(new InvitationProblem("roles",
					"A role has upper-case letters, digits and underscores; name at most " + MOST_NAMES + "."));
		}
		else if (!held.contains(Roles.ADMIN) && !held.containsAll(wanted.roles())) {
			problems.add(new InvitationProblem("roles", "Name only roles that you hold."));
		}
		if (wanted.groups().size() > MOST_NAMES
				|| !wanted.groups().stream().allMatch((name) -> GroupName.parse(name).isPresent())) {
			problems.add(new InvitationProblem("groups",
					"A group has 1 to 100 letters, digits, blanks and . _ : / -; name at most " + MOST_NAMES + "."));
		}
		if (wanted.note() != null && !NOTE.matcher(wanted.note()).matches()) {
			problems.add(new InvitationProblem("note", "Use 1 to 500 characters in one line."));
		}
		return problems;
	}

	private static void checkAddress(NewInvitation wanted, List<InvitationProblem> problems) {
		if (wanted.email() != null && EmailAddress.parse(wanted.email()).isEmpty()) {
			problems.add(new InvitationProblem("email", "It is like name@example.com."));
		}
		if (wanted.send() && wanted.email() == null) {
			problems.add(new InvitationProblem("email", "To send a mail, say where to."));
		}
	}

	private static void checkUses(NewInvitation wanted, List<InvitationProblem> problems) {
		int uses = (wanted.uses() != null) ? wanted.uses() : 1;
		if (uses < 1 || uses > MOST_USES) {
			problems.add(new InvitationProblem("uses", "Use a number from 1 to " + MOST_USES + "."));
		}
		else if (uses > 1 && wanted.email() != null) {
			problems.add(new InvitationProblem("uses", "An address has one account: leave out uses or email."));
		}
	}

	private boolean possible(@Nullable Instant end) {
		Instant now = this.clock.instant();
		return end == null || (end.isAfter(now) && !end.isAfter(now.plus(LONGEST_LIFE)));
	}

}
