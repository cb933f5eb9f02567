package dev.signet.database;

import dev.signet.SignetTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
class DatabaseRightsTests {

	@Autowired
	private JdbcClient application;

	@Autowired
	private LiquibaseConnectionDetails ownerLogin;

	@Test
	void writeWhenTableIsNewThenApplicationMay() {
		JdbcClient owner = owner();
		owner.sql("create table rights_probe (id int)").update();
		try {
			this.application.sql("insert into rights_probe values (1)").update();
			this.application.sql("update rights_probe set id = 2").update();
			assertThat(this.application.sql("select id from rights_probe").query(Integer.class).single()).isEqualTo(2);
			assertThat(this.application.sql("delete from rights_probe").update()).isOne();
			assertRefused("alter table rights_probe add column more int");
			assertRefused("truncate rights_probe");
			assertRefused("drop table rights_probe");
		}
		finally {
			owner.sql("drop table rights_probe").update();
		}
	}

	@Test
	void createWhenApplicationThenRefused() {
		assertRefused("create table mine (id int)");
		assertRefused("create temporary table mine (id int)");
		assertRefused("create schema mine");
	}

	@Test
	void waitWhenApplicationThenIsBounded() {
		assertThat(this.application.sql("show statement_timeout").query(String.class).single()).isEqualTo("5s");
		assertThat(this.application.sql("show lock_timeout").query(String.class).single()).isEqualTo("2s");
		assertThat(owner().sql("show statement_timeout").query(String.class).single()).isEqualTo("0");
	}

	private void assertRefused(String sql) {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.application.sql(sql).update())
			.havingRootCause()
			.withMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
	}

	private JdbcClient owner() {
		return JdbcClient.create(new DriverManagerDataSource(this.ownerLogin.getJdbcUrl(),
				this.ownerLogin.getUsername(), this.ownerLogin.getPassword()));
	}

}
