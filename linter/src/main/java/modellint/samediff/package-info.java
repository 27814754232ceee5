/**
 * The SameDiff front end: graphs of variables and operations as the program makes them. Read in
 * nd4j-api 1.0.0-M2.1.
 */
package modellint.samediff;
