package dev.signet.node;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class HealthFilterTests {

	private final Departure departure = new Departure(new NodeProperties(true, Duration.ZERO));

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final HealthFilter filter = new HealthFilter(this.departure, this.beans.getBeanProvider(ChangeWatch.class));

	@Test
	void askWhenNodeDoesNotListenThenUp() throws Exception {
		MockHttpServletResponse response = ask("GET", "/health/ready");
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getContentAsString()).isEqualTo("{\"status\":\"up\"}");
		assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(ask("HEAD", "/health/live").getStatus()).isEqualTo(200);
	}

	@Test
	void askWhenLeavingThenNotReadyButLivesAndClosesConnections() throws Exception {
		this.departure.start();
		this.departure.stop();
		assertThat(ask("GET", "/health/ready").getStatus()).isEqualTo(503);
		assertThat(ask("GET", "/health/ready").getContentAsString()).isEqualTo("{\"status\":\"down\"}");
		assertThat(ask("GET", "/health/live").getStatus()).isEqualTo(200);
		assertThat(ask("GET", "/signin").getHeader("Connection")).isEqualTo("close");
	}

	@Test
	void askWhenDatabaseIsSilentForLongThenNotReadyButLives() throws Exception {
		AtomicLong nanoTime = new AtomicLong();
		this.beans.addBean("watch", new ChangeWatch(() -> {
			throw new SQLException("nobody there");
		}, new Changes(mock(JdbcClient.class)), List.of(), nanoTime::get));
		nanoTime.addAndGet(Duration.ofMillis(7999).toNanos());
		assertThat(ask("GET", "/health/ready").getStatus()).isEqualTo(200);
		nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
		assertThat(ask("GET", "/health/ready").getStatus()).isEqualTo(503);
		assertThat(ask("GET", "/health/live").getStatus()).isEqualTo(200);
	}

	@Test
	void askForSomethingElseThenPassedOn() throws Exception {
		for (String path : List.of("/health", "/health/", "/health/ready/", "/health/other")) {
			assertThat(ask("GET", path).getContentAsString()).isEmpty();
		}
		assertThat(ask("POST", "/health/ready").getContentAsString()).isEmpty();
	}

	private MockHttpServletResponse ask(String method, String path) throws ServletException, IOException {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.filter.doFilter(new MockHttpServletRequest(method, path), response, new MockFilterChain());
		return response;
	}

}
