package dev.signet.directory;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.signet.account.AccountId;
import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import dev.signet.checklist.CheckSubject;
import dev.signet.outbound.OutboundSockets;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Looks at a directory line by line, as an operator would who wants to know why nobody
 * can sign in; and switches on what was found to be in order.
 */
@Component
public class DirectoryChecks {

	private final Directories directories;

	private final DirectoryCalls calls;

	private final OutboundSockets outbound;

	private final DirectoryTls tls;

	private final DirectoryAddresses addresses;

	private final DirectoryProofs proofs;

	private final Clock clock;

	DirectoryChecks(Directories directories, DirectoryCalls calls, OutboundSockets outbound, DirectoryTls tls,
			DirectoryAddresses addresses, DirectoryProofs proofs, Clock clock) {
		this.directories = directories;
		this.calls = calls;
		this.outbound = outbound;
		this.tls = tls;
		this.addresses = addresses;
		this.proofs = proofs;
		this.clock = clock;
	}

	/**
	 * Checks a directory as it is stored now, and keeps what was found about nobody in
	 * particular. It calls the directory, so no database connection may be held.
	 * @param sample the name of somebody who should be found, as they would type it; null
	 * to look for nobody
	 * @throws NoSuchDirectory when it is gone
	 */
	public List<CheckLine> run(DirectoryId id, @Nullable String sample) {
		return run(this.directories.fresh(id), sample);
	}

	/**
	 * Checks a directory and, when all is in order, lets it be asked for passwords.
	 * @param sample the name of somebody who should be found
	 * @throws DirectoryNotReady when something is not in order
	 * @throws DirectoryChangedMeanwhile when it was changed during the check
	 * @throws NoSuchDirectory when it is gone
	 */
	public void enable(DirectoryId id, String sample, AccountId by) throws DirectoryNotReady {
		Directory directory = this.directories.fresh(id);
		List<CheckLine> lines = run(directory, sample);
		boolean found = lines.stream().anyMatch((line) -> line.check() == Check.PERSON && line.state() == State.PASSED);
		if (!found || lines.stream().anyMatch((line) -> line.state() == State.FAILED)) {
			throw new DirectoryNotReady(lines);
		}
		this.directories.enable(directory, by);
	}

	private List<CheckLine> run(Directory directory, @Nullable String sample) {
		List<CheckLine> lines = look(directory, sample);
		this.proofs.checked(directory, lines.stream().filter((line) -> !personal(line.check())).toList());
		return lines;
	}

	private List<CheckLine> look(Directory directory, @Nullable String sample) {
		List<CheckLine> lines = new ArrayList<>();
		try (LdapSockets sockets = sockets(directory)) {
			lines.add(reachable(directory, sockets));
		}
		try {
			if (lines.get(0).state() == State.PASSED) {
				@Nullable String password = this.directories.bindPassword(directory);
				LdapSockets sockets = sockets(directory);
				lines.addAll(this.calls.call(directory, sockets,
						() -> LdapSocketFactory.connecting(sockets,
								() -> new LdapCheck(directory,
										new LdapDirectory(directory, password, sockets, this.addresses),
										this.clock.instant())
									.run(sample))));
			}
		}
		catch (DirectoryDown ex) {
			lines.add(Check.PROTECTED.line(State.FAILED, "no-answer", String.valueOf(ex.getMessage())));
		}
		Stream.of(Check.values())
			.filter((check) -> concerned(check, directory, sample))
			.filter((check) -> lines.stream().noneMatch((line) -> line.check() == check))
			.forEach((check) -> lines.add(new CheckLine(check, State.SKIPPED, "directory.check.skipped", List.of())));
		return lines;
	}

	private static boolean concerned(Check check, Directory directory, @Nullable String sample) {
		DirectorySettings settings = directory.settings();
		return switch (check) {
			case STARTTLS -> settings.server().security() == DirectoryServer.Security.STARTTLS;
			case PERSON -> sample != null;
			case MEMBERSHIP -> sample != null && settings.groups() != null;
			default -> true;
		};
	}

	private static boolean personal(CheckSubject check) {
		return check == Check.PERSON || check == Check.MEMBERSHIP;
	}

	private LdapSockets sockets(Directory directory) {
		return new LdapSockets(this.outbound, this.tls.sockets(), directory.settings().server().security());
	}

	/** One of several servers is enough, as it is when somebody signs in. */
	private static CheckLine reachable(Directory directory, LdapSockets sockets) {
		@Nullable CheckLine failed = null;
		for (URI address : directory.settings().server().addresses()) {
			try {
				sockets.connect(address.getHost(), address.getPort());
				return Check.REACHABLE.line(State.PASSED, "found", address.toString());
			}
			catch (IOException ex) {
				failed = (failed != null) ? failed : Check.REACHABLE.line(State.FAILED, why(ex), address.toString());
			}
		}
		return Objects.requireNonNull(failed, "There is an address");
	}

	private static String why(IOException ex) {
		if (ex instanceof LdapSockets.NotProtected) {
			return "not-protected";
		}
		if (!(ex instanceof LdapSockets.NotConnected failed)) {
			return "broken";
		}
		return switch (failed.reason()) {
			case ADDRESS_REFUSED -> "inner";
			case TOO_SLOW -> "too-slow";
			default -> "nothing";
		};
	}

}
