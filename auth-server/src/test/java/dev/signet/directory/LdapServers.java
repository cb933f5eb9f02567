package dev.signet.directory;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.net.ssl.SSLContext;

import dev.signet.directory.DirectoryServer.Security;
import dev.signet.outbound.OutboundSockets;
import dev.signet.outbound.TestOutbound;
import dev.signet.web.TestCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server to ask, over connections in clear and in TLS.
 */
abstract class LdapServers {

	static final String PASSWORD = "a password there";

	@TempDir
	private static Path files;

	static TestDirectoryServer server;

	static SSLContext trusting;

	private static OutboundSockets outbound;

	static String ada;

	static final DirectoryAddresses addresses = new DirectoryAddresses();

	@BeforeAll
	static void start() throws Exception {
		TestCertificate certificate = TestCertificate.make(files, "ldap");
		trusting = certificate.trusting();
		server = new TestDirectoryServer(certificate.serving());
		outbound = TestOutbound.sockets("127.0.0.1", "::1");
		ada = server.person("ada", PASSWORD);
		server.person("o(dd)*\\name", PASSWORD);
		server.person("grace", PASSWORD, "twice@example.test");
		server.person("grace2", PASSWORD, "twice@example.test");
		server.group("engineers", ada);
	}

	@AfterAll
	static void stop() {
		server.close();
		outbound.destroy();
	}

	static void found(String login, Consumer<LdapSession> look) throws Exception {
		session(directory(Security.NONE, "127.0.0.1"), trusting, (session) -> {
			look.accept(session);
			return null;
		});
	}

	static <T> T session(Directory directory, SSLContext tls, Function<LdapSession, T> ask) throws Exception {
		return connected(directory, tls, (ldap) -> {
			try (LdapSession session = ldap.open()) {
				return ask.apply(session);
			}
		});
	}

	static <T> T connected(Directory directory, SSLContext tls, Function<LdapDirectory, T> ask) throws Exception {
		try (LdapSockets sockets = new LdapSockets(outbound, tls.getSocketFactory(),
				directory.settings().server().security())) {
			Callable<T> work = () -> ask
				.apply(new LdapDirectory(directory, TestDirectoryServer.BIND_PASSWORD, sockets, addresses));
			return LdapSocketFactory.connecting(sockets, work);
		}
	}

	static Directory directory(Security security, String host) {
		URI address = (security == Security.LDAPS) ? URI.create("ldaps://" + host + ":" + server.tlsPort())
				: URI.create("ldap://" + host + ":" + server.plainPort());
		return directory(security, List.of(address));
	}

	static Directory directory(Security security, List<URI> all) {
		DirectorySettings settings = TestDirectories.settings(server);
		return TestDirectories.unstored(DirectoryKind.OPENLDAP,
				new DirectorySettings(settings.name(), new DirectoryServer(all, security, TestDirectoryServer.BIND_DN),
						settings.people(), settings.groups(), settings.names(), settings.accounts(), null));
	}

}
