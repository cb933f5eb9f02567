package dev.signet.demo.upstream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Decides what a stand-in says of somebody at this moment.
 */
@Component
@Profile("demo")
final class Portraits {

	private final Faults faults;

	Portraits(Faults faults) {
		this.faults = faults;
	}

	Portrait of(Visit visit) {
		StandIn standIn = visit.standIn();
		Person person = visit.person();
		boolean changed = this.faults.on(standIn, Fault.CHANGED_SUBJECT);
		boolean told = !this.faults.on(standIn, Fault.NO_ADDRESS);
		// Microsoft knows only of addresses in the domains of its organisations
		boolean verified = !this.faults.on(standIn, Fault.UNVERIFIED_ADDRESS)
				&& (standIn != StandIn.MICROSOFT || person.domain() != null);
		return new Portrait(person, Subjects.of(standIn, person, changed), told ? address(visit) : null, verified,
				changed);
	}

	/** The address that Apple tells of somebody who need not tell their own. */
	static @Nullable String appleAddress(Visit visit) {
		return visit.hidden() ? Subjects.relay(visit.person()) : visit.person().address();
	}

	private static @Nullable String address(Visit visit) {
		return (visit.standIn() == StandIn.APPLE) ? appleAddress(visit) : visit.person().address();
	}

}
