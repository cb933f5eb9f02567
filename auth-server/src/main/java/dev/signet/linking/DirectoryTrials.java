package dev.signet.linking;

import java.util.ArrayList;
import java.util.List;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryDown;
import dev.signet.directory.DirectoryPerson;
import dev.signet.directory.DirectorySightings;
import dev.signet.directory.DirectoryState;
import dev.signet.directory.Sighting;

import org.springframework.stereotype.Component;

/**
 * Lets an administrator see what would become of somebody of a directory. A password that
 * is tried counts as one that somebody tries who signs in: else whoever got hold of the
 * console could guess without end, or lock people out there.
 */
@Component
public class DirectoryTrials {

	private final DirectorySightings sightings;

	private final LinkingDecisions decisions;

	private final Directories directories;

	private final DirectorySignIn signIn;

	private final DirectoryNewcomers newcomers;

	private final Accounts accounts;

	private final DirectoryLimits limits;

	DirectoryTrials(DirectorySightings sightings, LinkingDecisions decisions, Directories directories,
			DirectorySignIn signIn, DirectoryNewcomers newcomers, Accounts accounts, DirectoryLimits limits) {
		this.sightings = sightings;
		this.decisions = decisions;
		this.directories = directories;
		this.signIn = signIn;
		this.newcomers = newcomers;
		this.accounts = accounts;
		this.limits = limits;
	}

	/**
	 * Looks for somebody. Nothing becomes of it.
	 * @param name the name, as they would type it
	 * @param password their password; empty to try none
	 * @throws DirectoryDown when the directory does not answer
	 */
	public Sighting look(Directory directory, String name, String password, AccountId by) throws DirectoryDown {
		DirectoryLimits.Guess guess = this.limits.guess(directory, List.of());
		Sighting sighting = this.sightings.look(directory, name, password, guess, by);
		switch (sighting.password()) {
			case PROVED, GRACE -> guess.takeBack();
			case EXPIRED, TO_BE_CHANGED -> guess.takeBackButInARow();
			default -> {
			}
		}
		return sighting;
	}

	/**
	 * Whether the directory would be asked for somebody who signs in with this name, if
	 * it were switched on: names of accounts here, and of other domains, are no business
	 * of it.
	 */
	public boolean asked(Directory directory, String name) {
		List<Directory> enabled = new ArrayList<>(this.directories.enabled());
		enabled.removeIf((each) -> each.id().equals(directory.id()));
		enabled.add(directory);
		if (!DirectorySignIn.asked(enabled, name).contains(directory)) {
			return false;
		}
		return this.signIn.concerns(directory, name, this.accounts.findByLogin(name).map(Account::id));
	}

	/**
	 * What would become of a person if the directory were switched on, since all that can
	 * be said before is that it is off.
	 */
	public LinkingPreview preview(Directory directory, DirectoryPerson person) {
		return this.decisions.preview(directory.in(DirectoryState.ENABLED),
				DirectoryClaims.upstreamPerson(directory, person));
	}

	/** Whether somebody new says or proves something first. */
	public boolean moreIsAsked(DirectoryPerson person, LinkingPreview preview) {
		return this.newcomers.complete(person, preview.inputs()).isEmpty();
	}

}
