package dev.signet.linking;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryChangedMeanwhile;
import dev.signet.directory.DirectoryDown;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPasswordToChange;
import dev.signet.directory.DirectoryPeople;
import dev.signet.directory.DirectoryPerson;
import dev.signet.session.KnownBrowsers;
import dev.signet.signin.password.MoreIsAsked;
import dev.signet.signin.password.NoAccountForPerson;
import dev.signet.signin.password.PasswordSource;
import dev.signet.signin.password.PasswordSourceDown;
import dev.signet.signin.password.PasswordToChange;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Signs people in with the password that they have in a directory. Which directories are
 * asked depends on the name alone: those that its domain belongs to, else all. One that
 * this name is no business of is asked for nobody, so that it takes as long. An account
 * here that is not of a directory keeps its name: that name with a password of somebody
 * else leads nowhere. A directory is asked for few wrong passwords of anybody, and for
 * some more where the owner signed in before.
 */
@Component
class DirectorySignIn implements PasswordSource {

	private static final String DOWN = "directory.sign-in.down";

	private static final String CHANGED = "directory.sign-in.changed";

	private final Directories directories;

	private final DirectoryPeople people;

	private final DirectoryLinks links;

	private final DirectoryNewcomers newcomers;

	private final DirectoryAdmission admission;

	private final DirectoryLimits limits;

	private final KnownBrowsers knownBrowsers;

	DirectorySignIn(Directories directories, DirectoryPeople people, DirectoryLinks links, DirectoryNewcomers newcomers,
			DirectoryAdmission admission, DirectoryLimits limits, KnownBrowsers knownBrowsers) {
		this.directories = directories;
		this.people = people;
		this.links = links;
		this.newcomers = newcomers;
		this.admission = admission;
		this.limits = limits;
		this.knownBrowsers = knownBrowsers;
	}

	@Override
	public Optional<Account> prove(String login, Optional<Account> named, String password, HttpServletRequest request)
			throws PasswordSourceDown, MoreIsAsked, NoAccountForPerson, PasswordToChange {
		List<Directory> enabled = this.directories.enabled();
		if (enabled.isEmpty()) {
			return Optional.empty();
		}
		// Of nobody, it is looked up all the same
		List<DirectoryLink> linked = this.links
			.of(named.map(Account::id).orElseGet(() -> new AccountId(UUID.randomUUID())));
		List<AccountId> known = this.knownBrowsers.people(request);
		boolean down = false;
		for (Directory directory : asked(enabled, login)) {
			try {
				Optional<Account> account = ask(directory, login, named, linked, password, known);
				if (account.isPresent()) {
					return account;
				}
			}
			catch (DirectoryPasswordToChange ex) {
				throw new PasswordToChange(directory.settings().name(), directory.settings().passwordPage());
			}
			catch (DirectoryChangedMeanwhile ex) {
				throw new NoAccountForPerson(CHANGED);
			}
			catch (DirectoryDown ex) {
				down = true;
			}
		}
		if (down) {
			throw new PasswordSourceDown(DOWN);
		}
		return Optional.empty();
	}

	/**
	 * Asks a directory for somebody, but not for more passwords than it can be asked for
	 * without locking them out there.
	 * @param known the accounts of those who signed in before in this browser
	 */
	private Optional<DirectoryPerson> prove(Directory directory, String login, String password,
			Collection<AccountId> known) throws DirectoryPasswordToChange, DirectoryDown {
		return prove(directory, login, password, known, (subject) -> true);
	}

	/**
	 * The same for somebody who is signed in.
	 * @param named who else has this name here
	 */
	Optional<DirectoryPerson> prove(Directory directory, String login, Optional<AccountId> named, String password,
			AccountId guesser) throws DirectoryPasswordToChange, DirectoryDown {
		if (!concerns(directory, login, named)) {
			this.people.pretend(directory, login);
			return Optional.empty();
		}
		return prove(directory, login, password, List.of(guesser));
	}

	/**
	 * The same.
	 * @param meant is told the subject of whoever has that name, before the password is
	 * sent, and says whether it is to be
	 */
	private Optional<DirectoryPerson> prove(Directory directory, String login, String password,
			Collection<AccountId> known, Predicate<String> meant) throws DirectoryPasswordToChange, DirectoryDown {
		DirectoryLimits.Guess guess = this.limits.guess(directory, known);
		try {
			Optional<DirectoryPerson> person = this.people.prove(directory, login, password, meant.and(guess));
			if (person.isPresent()) {
				guess.takeBack();
			}
			return person;
		}
		catch (DirectoryPasswordToChange ex) {
			guess.takeBackButInARow();
			throw ex;
		}
	}

	/**
	 * Whether a name is any business of a directory: one of its domains, of somebody of
	 * there, or of nobody here.
	 * @param named who has it here
	 */
	boolean concerns(Directory directory, String login, Optional<AccountId> named) {
		return named.map(this.links::of).stream().flatMap(List::stream).anyMatch(ofDirectory(directory))
				|| itsName(directory, login, named.isEmpty());
	}

	static List<Directory> asked(List<Directory> enabled, String login) {
		List<Directory> named = enabled.stream().filter((directory) -> directory.names(login)).toList();
		return named.isEmpty() ? enabled : named;
	}

	private Optional<Account> ask(Directory directory, String login, Optional<Account> named,
			List<DirectoryLink> linked, String password, Collection<AccountId> known)
			throws DirectoryPasswordToChange, DirectoryDown, MoreIsAsked, NoAccountForPerson {
		List<DirectoryLink> own = linked.stream().filter(ofDirectory(directory)).toList();
		if (!own.isEmpty()) {
			return askForOwn(directory, called(own, login), named, password, known);
		}
		if (!itsName(directory, login, named.isEmpty())) {
			this.people.pretend(directory, login);
			return Optional.empty();
		}
		// The directory is asked on another thread
		AtomicReference<Account> before = new AtomicReference<>();
		return prove(directory, login, password, known, (subject) -> {
			this.admission.find(directory, subject).ifPresent(before::set);
			return true;
		}).flatMap((person) -> admit(directory, person, Optional.ofNullable(before.get())));
	}

	private static Predicate<DirectoryLink> ofDirectory(Directory directory) {
		return (link) -> link.directoryId().equals(directory.id());
	}

	private static boolean itsName(Directory directory, String login, boolean free) {
		return directory.names(login) || (free && directory.settings().names().unknown());
	}

	/**
	 * An account may be that of two people there, as of one who has a second name to
	 * administer it. Whose name was typed is asked for alone, as each costs a guess.
	 */
	private static List<DirectoryLink> called(List<DirectoryLink> own, String login) {
		List<DirectoryLink> called = own.stream().filter((link) -> link.login().equalsIgnoreCase(login)).toList();
		return called.isEmpty() ? own : called;
	}

	private Optional<Account> askForOwn(Directory directory, List<DirectoryLink> own, Optional<Account> named,
			String password, Collection<AccountId> known)
			throws DirectoryPasswordToChange, DirectoryDown, MoreIsAsked, NoAccountForPerson {
		for (DirectoryLink link : own) {
			// Somebody else may have that name there by now, whose password it cannot be
			Optional<DirectoryPerson> person = prove(directory, link.login(), password, known, link.subject()::equals);
			if (person.isPresent()) {
				return admit(directory, person.get(), named);
			}
		}
		return Optional.empty();
	}

	private Optional<Account> admit(Directory directory, DirectoryPerson person, Optional<Account> before)
			throws MoreIsAsked, NoAccountForPerson {
		Optional<DirectoryLink> link = this.links.find(directory, person.subject());
		if (link.isEmpty()) {
			return Optional.of(this.newcomers.receive(directory, person));
		}
		return this.admission.admit(link.get(), directory, person, before);
	}

}
