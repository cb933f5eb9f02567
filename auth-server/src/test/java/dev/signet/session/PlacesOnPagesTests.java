package dev.signet.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.signet.SecondNode;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.flow.Actors;
import dev.signet.flow.Browser;
import dev.signet.flow.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the place of an address is shown, on a node that has a file of places. */
@SignetTest
class PlacesOnPagesTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Test
	void listWhenThePlaceIsKnownThenBesideTheAddress(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("places.mmdb");
		Map<String, Object> geneva = Map.of("city", Map.of("names", Map.of("en", "Geneva")), "country",
				Map.of("iso_code", "CH"));
		Files.write(file, new MmdbWriter().put("127.0.0.1", geneva).bytes());
		Account person = this.actors.person("USER");
		try (SecondNode node = SecondNode.beside(this.beans, "--signet.session.places-file=" + file)) {
			Browser browser = new Browser(node.address());
			String token = browser.open("/signin").csrf();
			browser.postOnly("/signin", Map.of("_csrf", token, "login", person.username(), "password", Actors.PASSWORD),
					Map.of("Origin", this.actors.server().toString()));
			Page sessions = browser.open("/account/sessions");
			assertThat(sessions.document().select("main").text()).contains("Geneva, Switzerland (127.0.0.1)");
			assertThat(browser.open("/account/activity").document().select("ol").text())
				.contains("Geneva, Switzerland");
		}
		assertThat(this.actors.signedIn(person).open("/account/sessions").document().select("main").text())
			.contains("127.0.0.1")
			.doesNotContain("Geneva");
	}

}
