package dev.signet.directory;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.signet.account.AccountId;
import dev.signet.directory.CheckLine.State;
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

	DirectoryChecks(Directories directories, DirectoryCalls calls, OutboundSockets outbound, DirectoryTls tls) {
		this.directories = directories;
		this.calls = calls;
		this.outbound = outbound;
		this.tls = tls;
	}

	/**
	 * Checks a directory as it is stored now.
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
		if (!lines.stream()
			.allMatch((line) -> line.state() == State.PASSED
					|| (line.state() == State.SKIPPED && line.check() == CheckLine.Check.GROUPS))) {
			throw new DirectoryNotReady(lines);
		}
		this.directories.enable(directory, by);
	}

	private List<CheckLine> run(Directory directory, @Nullable String sample) {
		List<CheckLine> lines = new ArrayList<>();
		try (LdapSockets sockets = sockets(directory)) {
			lines.add(reachable(directory, sockets));
		}
		try {
			if (lines.get(0).state() == State.PASSED) {
				@Nullable String password = this.directories.bindPassword(directory);
				LdapSockets sockets = sockets(directory);
				lines.addAll(this.calls.call(directory, sockets, () -> LdapSocketFactory.connecting(sockets,
						() -> new LdapCheck(directory, password, sockets).run(sample))));
			}
		}
		catch (DirectoryDown ex) {
			lines.add(new CheckLine(CheckLine.Check.PROTECTED, State.FAILED,
					"The directory takes connections, but did not answer in time: " + ex.getMessage() + "."));
		}
		Stream.of(CheckLine.Check.values())
			.filter((check) -> lines.stream().noneMatch((line) -> line.check() == check))
			.forEach((check) -> lines.add(new CheckLine(check, State.SKIPPED, "Not looked at.")));
		return lines;
	}

	private LdapSockets sockets(Directory directory) {
		return new LdapSockets(this.outbound, this.tls.sockets(), directory.settings().server().security());
	}

	/** One of several servers is enough, as it is when somebody signs in. */
	private static CheckLine reachable(Directory directory, LdapSockets sockets) {
		List<String> failures = new ArrayList<>();
		for (URI address : directory.settings().server().addresses()) {
			try {
				sockets.connect(address.getHost(), address.getPort());
				return new CheckLine(CheckLine.Check.REACHABLE, State.PASSED, "There is a server at " + address + ".");
			}
			catch (IOException ex) {
				failures.add(address + ": " + why(ex));
			}
		}
		return new CheckLine(CheckLine.Check.REACHABLE, State.FAILED, String.join(" ", failures));
	}

	private static String why(IOException ex) {
		if (ex instanceof LdapSockets.NotProtected) {
			return "Passwords would leave this machine without encryption. Choose LDAPS or STARTTLS.";
		}
		if (!(ex instanceof LdapSockets.NotConnected failed)) {
			return "The connection broke.";
		}
		return switch (failed.reason()) {
			case ADDRESS_REFUSED -> "This is an inner address. To allow it, the operator adds it to "
					+ "signet.outbound.allowed-addresses.";
			case TOO_SLOW -> "No answer within two seconds. Is a firewall in between?";
			default -> "There is no such name, or nothing listens there.";
		};
	}

}
