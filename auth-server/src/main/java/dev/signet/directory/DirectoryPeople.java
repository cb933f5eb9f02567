package dev.signet.directory;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.signet.account.EmailAddress;
import dev.signet.directory.LdapDirectory.Answer;
import dev.signet.outbound.OutboundSockets;
import dev.signet.secret.RandomText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Asks directories whether a name and a password are those of somebody there. Whether
 * there is such a name makes no difference: somebody who is not there is looked for in
 * the same way, and a password is sent, though nobody's.
 */
@Component
public final class DirectoryPeople {

	private static final Log logger = LogFactory.getLog(DirectoryPeople.class);

	/** What can be shown to people; nothing that reorders or hides text. */
	private static final Pattern NAME = Pattern.compile("[^\\p{C}]{1,200}");

	private static final int LONGEST_SUBJECT = 255;

	private final Directories directories;

	private final DirectoryCalls calls;

	private final OutboundSockets outbound;

	private final DirectoryTls tls;

	private final DirectoryAddresses addresses;

	private final RandomText random = new RandomText();

	private final ApplicationEventPublisher events;

	private final Clock clock;

	DirectoryPeople(Directories directories, DirectoryCalls calls, OutboundSockets outbound, DirectoryTls tls,
			DirectoryAddresses addresses, ApplicationEventPublisher events, Clock clock) {
		this.directories = directories;
		this.calls = calls;
		this.outbound = outbound;
		this.tls = tls;
		this.addresses = addresses;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Asks a directory for somebody with a password.
	 * @param login the name, as typed
	 * @param password as typed; an empty one is nobody's
	 * @param mayTry is told the subject of whoever has that name, before the directory is
	 * asked for the password, and says whether it may be: what is tried there counts
	 * there
	 * @return who it is, or empty when there is no such person, or it is not their
	 * password
	 * @throws DirectoryPasswordToChange when it is their password, and must be changed
	 * there before it lets anybody in
	 * @throws DirectoryDown when the directory does not answer
	 */
	public Optional<DirectoryPerson> prove(Directory directory, String login, String password, Predicate<String> mayTry)
			throws DirectoryPasswordToChange, DirectoryDown {
		Tried tried = call(directory, (ldap) -> {
			try (LdapSession session = ldap.open()) {
				Optional<LdapEntry> found = only(directory, session.people(login.strip()))
					.filter((entry) -> !password.isEmpty());
				DirectoryStanding standing = found.map(this::standing).orElse(DirectoryStanding.OPEN);
				if (found.isEmpty() || standing.out() || !mayTry.test(subject(directory, found.get()))) {
					ldap.bind("cn=" + this.random.name("") + "," + directory.settings().people().base(),
							this.random.name(""));
					return new Tried(standing, Answer.REFUSED, null);
				}
				Answer answer = ldap.bind(found.get().dn(), password);
				return new Tried(standing, answer, answer.proved()
						? person(directory, login.strip(), found.get(), session.groups(found.get())) : null);
			}
		});
		tell(directory, tried);
		if (tried.answer().toBeChanged()) {
			throw new DirectoryPasswordToChange();
		}
		return Optional.ofNullable(tried.person());
	}

	/**
	 * Does the same work for a name that is not for this directory to decide about. The
	 * directory sees the name, but no password.
	 * @throws DirectoryDown when the directory does not answer
	 */
	public void pretend(Directory directory, String login) throws DirectoryDown {
		try {
			prove(directory, login, "", (subject) -> false);
		}
		catch (DirectoryPasswordToChange ex) {
			throw new IllegalStateException("No password was tried", ex);
		}
	}

	/**
	 * Which of some people are there, and not out for good.
	 * @param subjects who they are there, no more than some dozens
	 * @return empty when the directory shows nobody at all, neither these nor others:
	 * then that it does not show these means nothing
	 * @throws DirectoryDown when the directory does not answer, or not to the end
	 */
	Optional<List<PresentPerson>> present(Directory directory, List<String> subjects) throws DirectoryDown {
		return look(directory, (ldap) -> {
			try (LdapSession session = ldap.open()) {
				List<LdapEntry> found = session.people(subjects);
				if (found.isEmpty() && !session.showsAnybody()) {
					return Optional.empty();
				}
				return Optional.of(found.stream()
					.filter((entry) -> usable(directory, entry) && !standing(entry).out())
					.map((entry) -> new PresentPerson(subject(directory, entry), entry.dn(),
							entry.text(directory.settings().people().username()).orElse("")))
					.toList());
			}
		});
	}

	DirectoryStanding standing(LdapEntry entry) {
		return LdapStanding.of(entry, this.clock.instant());
	}

	/** On the thread of the request, which the trail names. */
	private void tell(Directory directory, Tried tried) {
		Answer answer = tried.answer();
		if (tried.standing().out()) {
			this.events.publishEvent(new DirectoryRefusal(directory.id(), directory.alias(), tried.standing().name()));
		}
		else if (answer == Answer.GRACE) {
			this.events.publishEvent(new DirectoryPasswordEnding(directory.id(), directory.alias()));
		}
		else if (answer != Answer.PROVED && answer != Answer.REFUSED) {
			this.events.publishEvent(new DirectoryRefusal(directory.id(), directory.alias(), answer.name()));
		}
	}

	/** Holds a conversation with a directory, within bounds of time and number. */
	<T> T call(Directory directory, Conversation<T> conversation) throws DirectoryDown {
		LdapSockets sockets = sockets(directory);
		return this.calls.call(directory, sockets, work(directory, sockets, conversation));
	}

	/** The same in the background, where nobody waits. */
	<T> T look(Directory directory, Conversation<T> conversation) throws DirectoryDown {
		LdapSockets sockets = sockets(directory);
		return this.calls.look(directory, sockets, work(directory, sockets, conversation));
	}

	private LdapSockets sockets(Directory directory) {
		return new LdapSockets(this.outbound, this.tls.sockets(), directory.settings().server().security());
	}

	private <T> Callable<T> work(Directory directory, LdapSockets sockets, Conversation<T> conversation)
			throws DirectoryDown {
		@Nullable String bindPassword = this.directories.bindPassword(directory);
		return () -> LdapSocketFactory.connecting(sockets,
				() -> conversation.with(new LdapDirectory(directory, bindPassword, sockets, this.addresses)));
	}

	/** Two people of one name are nobody: which of them would it be? */
	private static Optional<LdapEntry> only(Directory directory, List<LdapEntry> found) {
		if (found.size() > 1) {
			logger.warn("In the directory " + directory.alias() + ", several people have a name that was typed");
			return Optional.empty();
		}
		return found.stream().filter((entry) -> usable(directory, entry)).findFirst();
	}

	private static boolean usable(Directory directory, LdapEntry entry) {
		if (!known(directory, entry)) {
			logger.warn("In the directory " + directory.alias() + ", somebody has no usable "
					+ directory.settings().people().subject());
			return false;
		}
		return !entry.dn().isEmpty();
	}

	/** Whether there is something by which this person can be told from all others. */
	static boolean known(Directory directory, LdapEntry entry) {
		return entry.text(directory.settings().people().subject())
			.filter((text) -> text.length() <= LONGEST_SUBJECT)
			.isPresent();
	}

	static String subject(Directory directory, LdapEntry entry) {
		return entry.text(directory.settings().people().subject()).orElseThrow();
	}

	static DirectoryPerson person(Directory directory, String login, LdapEntry entry, DirectoryGroups groups) {
		PeopleSearch people = directory.settings().people();
		return new DirectoryPerson(subject(directory, entry), login, entry.text(people.username()).orElse(null),
				entry.text(people.email()).flatMap(EmailAddress::parse).orElse(null), name(entry, people.givenName()),
				name(entry, people.familyName()), groups.names(), groups.whole());
	}

	private static @Nullable String name(LdapEntry entry, String attribute) {
		return entry.text(attribute).filter((text) -> NAME.matcher(text).matches()).orElse(null);
	}

	/**
	 * What became of a password.
	 *
	 * @param standing how whoever has the name stands there, as far as can be read
	 * @param answer what the directory said
	 * @param person whose it is, if the directory lets them in
	 */
	private record Tried(DirectoryStanding standing, Answer answer, @Nullable DirectoryPerson person) {
	}

	/** What is said to a directory. */
	@FunctionalInterface
	interface Conversation<T> {

		T with(LdapDirectory ldap);

	}

}
