package dev.signet.web;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LastResortTests {

	private final LastResort filter = new LastResort();

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/account");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void filterWhenNothingThrownThenLeavesAnswer() throws Exception {
		run((request, response) -> response.getWriter().write("fine"));
		assertThat(this.response.getContentAsString()).isEqualTo("fine");
	}

	@Test
	void filterWhenMistakeOfOursThen500WithoutItsMessage() throws Exception {
		run((request, response) -> {
			throw new ServletException("wrapped", new IllegalStateException("secret cause"));
		});
		assertThat(this.response.getStatus()).isEqualTo(500);
		assertThat(this.response.getErrorMessage()).isNull();
		assertThat(this.response.getHeader("Retry-After")).isNull();
	}

	@Test
	void filterWhenNoConnectionInTimeThen503() throws Exception {
		run((request, response) -> {
			throw new CannotCreateTransactionException("no connection",
					new SQLTransientConnectionException("pool is empty"));
		});
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("5");
	}

	@ParameterizedTest
	@ValueSource(strings = { "08006", "40001", "40P01", "53300", "55P03", "57014", "57P01", "58030", "25006" })
	void filterWhenDatabaseDoesNotKeepUpThen503(String state) throws Exception {
		run((request, response) -> {
			throw new IllegalStateException(new SQLException("later", state));
		});
		assertThat(this.response.getStatus()).isEqualTo(503);
	}

	@ParameterizedTest
	@ValueSource(strings = { "42P01", "23505", "22021", "" })
	void filterWhenStatementWrongThen500(String state) throws Exception {
		run((request, response) -> {
			throw new IllegalStateException(new SQLException("never", state));
		});
		assertThat(this.response.getStatus()).isEqualTo(500);
	}

	@Test
	void filterWhenClientWentAwayThenAnswersNothing() throws Exception {
		run((request, response) -> {
			throw new IOException("Broken pipe");
		});
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

	@Test
	void filterWhenAnswerCommittedThenLetsContainerCutConnection() {
		assertThatIllegalStateException().isThrownBy(() -> run((request, response) -> {
			response.flushBuffer();
			throw new IllegalStateException("half-way");
		}));
	}

	private void run(FilterChain chain) throws Exception {
		this.filter.doFilter(this.request, this.response, chain);
	}

}
